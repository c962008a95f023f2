package org.openspot.it;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.openspot.schema.Column;
import org.openspot.schema.PartitionColumn;
import org.openspot.schema.TableSpec;

/**
 * Rows in any order, where there are too many to compare each: how many there are, and the sum of a
 * checksum of each. One row twice in another's place would show.
 *
 * @param count of rows
 * @param checksum the sum of the CRC-32 of each row as {@link Rows} has it
 */
record Fingerprint(long count, long checksum) {

  /** What nfdump prints of files. */
  static Fingerprint of(Collection<Path> files) {
    CRC32 crc = new CRC32();
    long[] sums = new long[2];
    for (Path file : files) {
      Nfdump.each(
          file,
          row -> {
            crc.reset();
            crc.update(row.getBytes(StandardCharsets.UTF_8));
            sums[0]++;
            sums[1] += crc.getValue();
          });
    }
    return new Fingerprint(sums[0], sums[1]);
  }

  /** What Hive has in the flow table. */
  static Fingerprint of(Site site) {
    TableSpec flow = TableSpec.load("flow");
    String row =
        Stream.concat(
                flow.columns().stream().map(Column::name),
                flow.partitionColumns().stream().map(PartitionColumn::name))
            .map(name -> name.equals("tdur") ? "CAST(ROUND(tdur * 1000) AS BIGINT)" : name)
            .map(value -> "CAST(" + value + " AS STRING)")
            .collect(Collectors.joining(", "));
    String sql =
        "SELECT COUNT(*), SUM(CRC32(CONCAT_WS('|', " + row + "))) FROM " + site.name() + ".flow";
    return site.stack()
        .hive()
        .query(
            sql,
            result -> {
              result.next();
              return new Fingerprint(result.getLong(1), result.getLong(2));
            });
  }
}
