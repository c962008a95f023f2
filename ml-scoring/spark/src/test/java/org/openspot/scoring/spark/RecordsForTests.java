package org.openspot.scoring.spark;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.openspot.schema.Column;
import org.openspot.schema.TableSpec;

/** Small days of records in Parquet files of the tables' columns. */
final class RecordsForTests {
  static final long MIDNIGHT = 1_772_409_600; // 2026-03-02
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private RecordsForTests() {}

  /** Writes rows given by column into some files below a directory; their URI. */
  static String write(String table, List<Map<String, Object>> rows, Path directory, int files) {
    TableSpec spec = TableSpec.load(table);
    List<String> names = spec.columns().stream().map(Column::name).toList();
    StructType schema = Columns.schema(spec, names);
    List<Row> values = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      values.add(RowFactory.create(names.stream().map(row::get).toArray()));
    }
    SparkForTests.session()
        .createDataFrame(values, schema)
        .repartition(files)
        .write()
        .parquet(directory.toUri().toString());
    return directory.toUri().toString();
  }

  /** A flow of so many bytes. */
  static Map<String, Object> flow(
      long time, String source, String destination, int port, long bytes) {
    LocalDateTime at = LocalDateTime.ofEpochSecond(time, 0, ZoneOffset.UTC);
    return Map.ofEntries(
        Map.entry("treceived", at.format(TIME)),
        Map.entry("unix_tstamp", time),
        Map.entry("tryear", at.getYear()),
        Map.entry("trmonth", at.getMonthValue()),
        Map.entry("trday", at.getDayOfMonth()),
        Map.entry("trhour", at.getHour()),
        Map.entry("trminute", at.getMinute()),
        Map.entry("trsec", at.getSecond()),
        Map.entry("tdur", 1.5f),
        Map.entry("sip", source),
        Map.entry("dip", destination),
        Map.entry("sport", 40_000 + (int) (time % 20_000)),
        Map.entry("dport", port),
        Map.entry("proto", "TCP"),
        Map.entry("ipkt", bytes / 1000 + 1),
        Map.entry("ibyt", bytes),
        Map.entry("opkt", 1L),
        Map.entry("obyt", 100L));
  }

  /** Clients that browse and ask for mail all day; nothing odd among it. */
  static List<Map<String, Object>> office(int clients, int flowsEach) {
    Random random = new Random(3);
    List<Map<String, Object>> flows = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      for (int i = 0; i < flowsEach; i++) {
        long time = MIDNIGHT + 9 * 3600 + random.nextInt(4 * 3600);
        boolean web = random.nextInt(4) > 0;
        flows.add(
            flow(
                time,
                "10.1." + client / 100 + "." + (client % 100 + 10),
                web ? "93.184.216." + random.nextInt(30) : "10.9.9.9",
                web ? 443 : 993,
                1L << (9 + random.nextInt(4))));
      }
    }
    return flows;
  }

  /** A DNS response. */
  static Map<String, Object> response(long time, String client, String name, int type, int code) {
    return Map.ofEntries(
        Map.entry("frame_time", "Mar  2 2026 " + time + " UTC"),
        Map.entry("unix_tstamp", time),
        Map.entry("frame_len", 80 + name.length()),
        Map.entry("ip_dst", client),
        Map.entry("ip_src", "10.9.9.53"),
        Map.entry("dns_qry_name", name),
        Map.entry("dns_qry_class", "0x0001"),
        Map.entry("dns_qry_type", type),
        Map.entry("dns_qry_rcode", code));
  }

  /** A request through the proxy. */
  static Map<String, Object> request(long time, String client, String agent, String uri) {
    LocalDateTime at = LocalDateTime.ofEpochSecond(time, 0, ZoneOffset.UTC);
    return Map.ofEntries(
        Map.entry("p_date", at.toLocalDate().toString()),
        Map.entry("p_time", at.format(DateTimeFormatter.ofPattern("HH:mm:ss"))),
        Map.entry("clientip", client),
        Map.entry("host", uri.substring(0, uri.indexOf('/'))),
        Map.entry("reqmethod", "GET"),
        Map.entry("useragent", agent),
        Map.entry("resconttype", "text/html"),
        Map.entry("duration", 12L),
        Map.entry("respcode", "200"),
        Map.entry("scbytes", 5000L),
        Map.entry("csbytes", 300L),
        Map.entry("fulluri", uri));
  }
}
