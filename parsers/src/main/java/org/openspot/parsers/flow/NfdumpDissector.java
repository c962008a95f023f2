package org.openspot.parsers.flow;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.parsers.Dissector;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.process.Complaints;
import org.openspot.parsers.process.Tool;
import org.openspot.parsers.process.ToolLimits;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dissects nfcapd files with nfdump 1.7.
 *
 * <p>nfdump ends with status 0 whatever it meets in a file: a truncated one, an unknown record, a
 * damaged block. So it is not trusted alone: {@link NfcapdFile} checks first what it does not, each
 * line on standard error counts as a failure unless it is known to be harmless, and at the end
 * there have to be as many flows as the file holds. Of compressed files, whose records cannot be
 * seen from here, {@code nfdump -v} checks the records. What remains is damage within a value: the
 * format has no checksums.
 */
public final class NfdumpDissector implements Dissector {
  private static final Logger LOG = LoggerFactory.getLogger(NfdumpDissector.class);

  /**
   * Records that carry no flow: histograms (3, 4) and samplers as nfcapd 1.6 wrote them (9), and
   * those about exporters that are not in the file.
   */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "Skip unknown record type [349]"
              + "|Exporter SysID: [0-9]+ not found! - Skip (sampler|stat record) record\\.?");

  private static final Pattern VERIFIED = Pattern.compile("(?m)^Records +: ([0-9]+)$");

  private static final long UNKNOWN = -1;

  private final TableSpec table;
  private final DissectorSettings settings;
  private final ToolLimits limits;

  NfdumpDissector(TableSpec table, DissectorSettings settings) {
    this.table = table;
    this.settings = settings;
    this.limits = new ToolLimits(settings.timeout(), settings.memoryBytes());
  }

  @Override
  public Instant inspect(String name, Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      NfcapdHeader header = NfcapdHeader.read(channel);
      new NfcapdFile(channel, header).checkBlocks();
      return CaptureName.time(name).orElse(header.begun());
    } catch (IOException e) {
      throw new RetriableException("cannot read " + file, e);
    }
  }

  @Override
  public void dissect(Path file, RowSink sink) {
    Tool nfdump = Tool.locate(settings.tools().nfdump());
    Expectation expected = expect(nfdump, file);
    FlowReader reader =
        new FlowReader(
            table,
            sink,
            expected.damage == null ? Long.MAX_VALUE : expected.flows,
            expected.damage);
    Complaints complaints =
        nfdump.run(
            limits,
            List.of(
                // No configuration, no location database: the same output on every machine.
                "-C",
                "none",
                "-G",
                "none",
                "-q",
                "-N",
                "-6",
                "-o",
                FlowLine.FORMAT,
                "-r",
                path(file)),
            reader,
            line -> HARMLESS.matcher(line).matches());
    if (reader.notices() > 0 || complaints.notices() > 0) {
      LOG.info(
          "nfdump printed {} notices about {}, first on its output: '{}'",
          reader.notices() + complaints.notices(),
          file.getFileName(),
          reader.firstNotice());
    }
    judge(reader, complaints, expected);
  }

  /**
   * What the file should give.
   *
   * @param flows how many flows there are, up to the damage; {@link #UNKNOWN} if compressed
   * @param damage what is wrong after those, or null
   */
  private record Expectation(long flows, String damage) {}

  private Expectation expect(Tool nfdump, Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      NfcapdHeader header = NfcapdHeader.read(channel);
      NfcapdFile content = new NfcapdFile(channel, header);
      content.checkBlocks();
      if (header.compressed()) {
        verify(nfdump, file, content.claimedRecords());
        return new Expectation(UNKNOWN, null);
      }
      NfcapdFile.Survey survey = content.survey();
      return new Expectation(survey.flows(), survey.damage());
    } catch (IOException e) {
      throw new RetriableException("cannot read " + file, e);
    }
  }

  /**
   * Lets nfdump follow the records of a compressed file. Where damage begins cannot be told from
   * outside, so nothing of a damaged one is believed.
   */
  private void verify(Tool nfdump, Path file, long records) {
    StringBuilder report = new StringBuilder();
    Complaints complaints =
        nfdump.run(
            limits,
            List.of("-v", path(file)),
            output -> report.append(new String(output.readAllBytes(), StandardCharsets.UTF_8)),
            Complaints.NOTHING_IS_HARMLESS);
    if (!complaints.isEmpty()) {
      throw new DataException("nfdump: " + complaints.firstLine());
    }
    if (VERIFIED
        .matcher(report)
        .results()
        .noneMatch(found -> found.group(1).equals(Long.toString(records)))) {
      throw new DataException("nfdump does not find the " + records + " records blocks claim");
    }
  }

  /** A path never begins with a dash, which nfdump would take for an option: it is absolute. */
  private static String path(Path file) {
    return file.toAbsolutePath().toString();
  }

  private static void judge(FlowReader reader, Complaints complaints, Expectation expected) {
    if (expected.damage != null) {
      throw new DataException(expected.damage);
    }
    if (!complaints.isEmpty()) {
      throw new DataException("nfdump: " + complaints.firstLine());
    }
    if (reader.isCut()) {
      throw new DataException("nfdump's output ends within a line");
    }
    if (expected.flows != UNKNOWN && reader.flows() != expected.flows) {
      throw new DataException(
          "nfdump printed " + reader.flows() + " of " + expected.flows + " flows");
    }
  }
}
