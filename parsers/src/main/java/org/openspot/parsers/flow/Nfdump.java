package org.openspot.parsers.flow;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.process.Complaints;
import org.openspot.parsers.process.ScratchDirectory;
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
 *
 * <p>nfdump gets the file as its standard input, and {@link #INPUT} for its name: it never sees the
 * original's. It opens that name once more, so a file that its user may not read is copied first.
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

  /** More than any report has. */
  private static final int REPORT_BYTES = 1 << 20;

  private static final String INPUT = "/dev/stdin";

  /** Something to do with nfdump and a file. */
  private interface Use {
    void of(Tool nfdump, ToolLimits limits);
  }

  private final TableSpec table;
  private final DissectorSettings settings;

  Nfdump(TableSpec table, DissectorSettings settings) {
    this.table = table;
    this.settings = settings;
  }

  /**
   * Pushes the flows of a file that is not compressed.
   *
   * @param flows how many there are, up to the damage
   * @param damage what is wrong after those, or null
   */
  void dissect(Path file, long flows, String damage, RowSink sink) {
    FlowReader reader =
        new FlowReader(table, sink, damage == null ? Long.MAX_VALUE : flows, damage);
    with(file, (nfdump, limits) -> print(nfdump, limits, file, flows, damage, reader));
  }

  private static void print(
      Tool nfdump, ToolLimits limits, Path file, long flows, String damage, FlowReader reader) {
    Complaints complaints = run(nfdump, limits, file, reader);
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
    with(
        file,
        (nfdump, limits) -> {
          verify(nfdump, limits, records);
          String overrun = "nfdump printed more than the " + records + " records blocks claim";
          FlowReader reader = new FlowReader(table, sink, records, overrun);
          judge(reader, run(nfdump, limits, file, reader));
        });
  }

  private void with(Path file, Use use) {
    Tool nfdump = Tool.locate(settings.tools().nfdump());
    ToolLimits limits = settings.limits();
    try {
      boolean readable = limits.user().isEmpty() || limits.user().get().mayRead(file);
      if (readable && ScratchDirectory.hasName(file)) {
        use.of(nfdump.reading(file), limits);
        return;
      }
      try (ScratchDirectory scratch = ScratchDirectory.make(settings.scratch(), "flow-")) {
        use.of(nfdump.reading(scratch.readableCopy(file)), limits);
      }
    } catch (IOException e) {
      throw new RetriableException("cannot read or copy " + file + ": " + e.getMessage(), e);
    }
  }

  private static Complaints run(Tool nfdump, ToolLimits limits, Path file, FlowReader reader) {
    Complaints complaints =
        nfdump.run(
            limits,
            List.of(
                // No configuration, no location database: the same output on every machine.
                "-C", "none", "-G", "none", "-q", "-N", "-6", "-o", FlowLine.FORMAT, "-r", INPUT),
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
  private static void verify(Tool nfdump, ToolLimits limits, long records) {
    StringBuilder report = new StringBuilder();
    Complaints complaints =
        nfdump.run(
            limits,
            List.of("-v", INPUT),
            output -> {
              report.append(new String(output.readNBytes(REPORT_BYTES), StandardCharsets.UTF_8));
              output.transferTo(OutputStream.nullOutputStream());
            },
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

  private static void judge(FlowReader reader, Complaints complaints) {
    if (!complaints.isEmpty()) {
      throw new DataException("nfdump: " + complaints.firstLine());
    }
    if (reader.isCut()) {
      throw new DataException("nfdump's output ends within a line");
    }
  }
}
