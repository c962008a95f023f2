package org.openspot.parsers.flow;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.openspot.core.error.DataException;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.process.Complaints;
import org.openspot.parsers.process.Tool;
import org.openspot.parsers.process.ToolLimits;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has nfdump 1.7 read nfcapd files, which were checked as far as can be told from outside.
 *
 * <p>nfdump ends with status 0 whatever it meets in a file: a truncated one, an unknown record, a
 * damaged block. So it is not trusted alone: {@link NfcapdFile} checks first what it does not, each
 * line on standard error counts as a failure unless it is known to be harmless, and at the end
 * there have to be as many flows as the file holds. Of compressed files, whose records cannot be
 * seen from here, {@code nfdump -v} checks the records. What remains is damage within a value: the
 * format has no checksums.
 */
final class Nfdump {
  private static final Logger LOG = LoggerFactory.getLogger(Nfdump.class);

  /**
   * Records that carry no flow: histograms (3, 4) and samplers as nfcapd 1.6 wrote them (9), and
   * those about exporters that are not in the file.
   */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "Skip unknown record type [349]"
              + "|Exporter SysID: [0-9]+ not found! - Skip (sampler|stat record) record\\.?");

  private static final Pattern VERIFIED = Pattern.compile("(?m)^Records +: ([0-9]+)$");

  private final TableSpec table;
  private final DissectorSettings settings;
  private final ToolLimits limits;

  Nfdump(TableSpec table, DissectorSettings settings) {
    this.table = table;
    this.settings = settings;
    this.limits = new ToolLimits(settings.timeout(), settings.memoryBytes());
  }

  /**
   * Pushes the flows of a file that is not compressed.
   *
   * @param flows how many there are, up to the damage
   * @param damage what is wrong after those, or null
   */
  void dissect(Path file, long flows, String damage, RowSink sink) {
    Tool nfdump = Tool.locate(settings.tools().nfdump());
    FlowReader reader =
        new FlowReader(table, sink, damage == null ? Long.MAX_VALUE : flows, damage);
    Complaints complaints = run(nfdump, file, reader);
    if (damage != null) {
      throw new DataException(damage);
    }
    judge(reader, complaints);
    if (reader.flows() != flows) {
      throw new DataException("nfdump printed " + reader.flows() + " of " + flows + " flows");
    }
  }

  /**
   * Pushes the flows of a compressed file. Where damage begins cannot be told from outside, so
   * nothing of a damaged one is believed.
   *
   * @param records how many of any kind its blocks claim
   */
  void dissectCompressed(Path file, long records, RowSink sink) {
    Tool nfdump = Tool.locate(settings.tools().nfdump());
    verify(nfdump, file, records);
    FlowReader reader = new FlowReader(table, sink, Long.MAX_VALUE, null);
    judge(reader, run(nfdump, file, reader));
  }

  private Complaints run(Tool nfdump, Path file, FlowReader reader) {
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
    return complaints;
  }

  /** Lets nfdump follow the records. */
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

  private static void judge(FlowReader reader, Complaints complaints) {
    if (!complaints.isEmpty()) {
      throw new DataException("nfdump: " + complaints.firstLine());
    }
    if (reader.isCut()) {
      throw new DataException("nfdump's output ends within a line");
    }
  }
}
