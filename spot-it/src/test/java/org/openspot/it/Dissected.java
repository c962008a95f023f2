package org.openspot.it;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Map;
import org.openspot.parsers.Dissector;
import org.openspot.parsers.DissectorOptions;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.Source;
import org.openspot.schema.Column;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RecordingSink;

/**
 * What a source's dissector makes of a file, as text as Hive prints it. That a dissector is right
 * is shown beside it, against nfdump, tshark and plain reading; here it shows that nothing is lost
 * or changed on the way to the table.
 *
 * @param rows the rows, all columns, partition columns last
 * @param rejects how many records are rejects
 * @param passedOver how many records are meant to be neither
 */
record Dissected(Rows rows, long rejects, long passedOver) {
  /** Reads a file. */
  static Dissected of(Source source, DissectorOptions options, Path file) {
    Path scratch = RealStack.directory().resolve("dissected").toAbsolutePath();
    DissectorSettings defaults = DissectorSettings.defaults(scratch);
    Dissector dissector =
        source.dissector(
            new DissectorSettings(
                defaults.tools(), defaults.timeout(), defaults.memoryBytes(), scratch, options));
    RecordingSink sink = new RecordingSink(source.table());
    dissector.dissect(file.toAbsolutePath(), sink);
    Rows rows = new Rows();
    sink.rows.forEach((record, row) -> rows.add(text(source.table(), row, sink.times.get(record))));
    return new Dissected(rows, sink.rejects.size(), sink.passedOver.size());
  }

  /** The rows of several files. */
  static Rows rows(Source source, Collection<Path> files) {
    return Rows.all(
        files.stream().map(file -> of(source, DissectorOptions.DEFAULTS, file).rows()).toList());
  }

  private static String text(TableSpec table, Map<String, Object> row, long second) {
    StringBuilder text = new StringBuilder();
    for (Column column : table.columns()) {
      text.append(row.get(column.name())).append('|');
    }
    ZonedDateTime time = Instant.ofEpochSecond(second).atZone(ZoneOffset.UTC);
    boolean padded = table.partitionColumns().get(0).isText();
    String form = padded ? "%02d" : "%d";
    return text.append(time.getYear())
        .append('|')
        .append(String.format(form, time.getMonthValue()))
        .append('|')
        .append(String.format(form, time.getDayOfMonth()))
        .append('|')
        .append(String.format(form, time.getHour()))
        .toString();
  }
}
