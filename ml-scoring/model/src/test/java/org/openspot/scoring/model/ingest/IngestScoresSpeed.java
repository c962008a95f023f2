package org.openspot.scoring.model.ingest;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;
import org.openspot.schema.TablePartition;
import org.openspot.schema.row.DerivedRows;
import org.openspot.schema.row.RowBuffer;

/**
 * What scoring a row takes, run by hand: prints nanoseconds of processor time a row for each
 * source, where many rows are like one of 2,000 before.
 */
final class IngestScoresSpeed {
  private static final int ROWS = 50_000;
  private static final int ALIKE = 2_000;
  private static final int ROUNDS = 6;

  private IngestScoresSpeed() {}

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  public static void main(String[] arguments) {
    for (String source : List.of("flow", "dns", "proxy")) {
      IngestScores<?> scores =
          IngestScores.of(
              source,
              ModelForTests.of(source, 1, ROWS),
              ModelForTests.KNOWN,
              OptionalDouble.of(1e-12));
      RowsForTests traffic = new RowsForTests(source, 2, false);
      List<RowBuffer> alike = new ArrayList<>();
      for (int i = 0; i < ALIKE; i++) {
        alike.add(traffic.next());
      }
      Random random = new Random(3);
      List<RowBuffer> rows = new ArrayList<>();
      for (int i = 0; i < ROWS; i++) {
        rows.add(alike.get(random.nextInt(1 + random.nextInt(ALIKE))));
      }
      DerivedRows derived = scores.open();
      TablePartition hour = TablePartition.of(1_772_409_600L);
      StringBuilder line = new StringBuilder(source);
      for (int round = 0; round < ROUNDS; round++) {
        long found = 0;
        long began = processorTime();
        for (RowBuffer row : rows) {
          found += derived.of(row, hour).isPresent() ? 1 : 0;
        }
        line.append(
            String.format(Locale.ROOT, "  %d ns (%d)", (processorTime() - began) / ROWS, found));
      }
      System.out.println(line);
    }
  }
}
