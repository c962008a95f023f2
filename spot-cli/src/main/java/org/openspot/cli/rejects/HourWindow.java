package org.openspot.cli.rejects;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.openspot.schema.Ddl;
import org.openspot.schema.PartitionColumn;
import org.openspot.schema.TableSpec;

/**
 * Whole hours, UTC: those that table partitions are of.
 *
 * @param from the first of them
 * @param to the first hour after them
 */
public record HourWindow(Instant from, Instant to) {
  private static final long HOUR_SECONDS = 3600;

  /** The hours that lie in part or whole between two times. */
  public HourWindow {
    from = from.truncatedTo(ChronoUnit.HOURS);
    Instant floor = to.truncatedTo(ChronoUnit.HOURS);
    to = floor.equals(to) ? to : floor.plusSeconds(HOUR_SECONDS);
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("the window from " + from + " to " + to + " is empty");
    }
  }

  /** A condition on partition columns alone, by which Hive reads these hours only. */
  public String condition(TableSpec table) {
    return compared(table, 0, from, ">", ">=") + " AND " + compared(table, 0, to, "<", "<");
  }

  /** The columns from the n-th on, compared as one number would be. */
  private static String compared(
      TableSpec table, int column, Instant bound, String beyond, String last) {
    PartitionColumn part = table.partitionColumns().get(column);
    String name = Ddl.identifier(part.name());
    int value = value(part, bound);
    if (column == table.partitionColumns().size() - 1) {
      return name + " " + last + " " + value;
    }
    return "(%s %s %d OR (%s = %d AND %s))"
        .formatted(
            name, beyond, value, name, value, compared(table, column + 1, bound, beyond, last));
  }

  private static int value(PartitionColumn part, Instant time) {
    LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    return switch (part.name()) {
      case "y" -> utc.getYear();
      case "m" -> utc.getMonthValue();
      case "d" -> utc.getDayOfMonth();
      case "h" -> utc.getHour();
      default -> throw new IllegalArgumentException("no such part of a time: " + part.name());
    };
  }
}
