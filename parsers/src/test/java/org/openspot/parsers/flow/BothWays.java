package org.openspot.parsers.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.parsers.Dissector;
import org.openspot.parsers.DissectorOptions;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.DissectorSettings.Tools;
import org.openspot.parsers.flow.NfcapdDissector.Way;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RecordingSink;
import org.openspot.schema.row.RowSink;

/** Dissects files without nfdump and with it, to compare. */
public final class BothWays {
  static final TableSpec TABLE = new FlowSource().table();

  private static final Path SCRATCH = Path.of("target/scratch").toAbsolutePath();

  private static final Dissector WITHOUT = withTool("no-nfdump");

  private static final Dissector WITH =
      new NfcapdDissector(TABLE, DissectorSettings.defaults(SCRATCH), Way.NFDUMP);

  private BothWays() {}

  /** What a file gave. */
  record Outcome(RecordingSink sink, boolean damaged) {}

  /** One that reads what it knows, and else asks for a tool by some name. */
  private static Dissector withTool(String nfdump) {
    return new NfcapdDissector(
        TABLE,
        new DissectorSettings(
            new Tools(nfdump, "no-tshark", "no-editcap"),
            Duration.ofMinutes(1),
            1L << 30,
            SCRATCH,
            DissectorOptions.DEFAULTS),
        Way.BY_SHAPE);
  }

  private static Outcome outcome(Dissector dissector, Path file) {
    RecordingSink sink = new RecordingSink(TABLE);
    try {
      dissector.dissect(file, sink);
      return new Outcome(sink, false);
    } catch (DataException e) {
      return new Outcome(sink, true);
    }
  }

  /** Is the file of a shape that is read without nfdump? */
  public static boolean isKnown(Path file) {
    try {
      outcome(WITHOUT, file);
      return true;
    } catch (ConfigException e) {
      return false;
    }
  }

  /** Dissects without nfdump. */
  static void dissectHere(Path file, RowSink sink) {
    WITHOUT.dissect(file, sink);
  }

  /** Has both read a file of a known shape, and compares everything they say of it. */
  public static RecordingSink compare(Path file) {
    Outcome here = outcome(WITHOUT, file);
    Outcome there = outcome(WITH, file);
    assertThat(here.damaged).isEqualTo(there.damaged);
    assertThat(here.sink.rejects).isEmpty();
    if (here.damaged) { // where nfdump fails, not all it read is printed
      assertThat(here.sink.rows).containsAllEntriesOf(there.sink.rows);
    } else {
      assertThat(here.sink.rows.keySet()).isEqualTo(there.sink.rows.keySet());
      there.sink.rows.forEach(
          (record, row) ->
              assertThat(here.sink.rows.get(record)).as("record %d", record).isEqualTo(row));
      assertThat(here.sink.times).isEqualTo(there.sink.times);
      assertThat(there.sink.rejects).isEmpty();
    }
    return here.sink;
  }
}
