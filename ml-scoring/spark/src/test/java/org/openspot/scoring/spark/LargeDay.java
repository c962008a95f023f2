package org.openspot.scoring.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.openspot.schema.TableSpec;

/**
 * Writes a day of a large site's flows as Parquet, to measure with. {@code spot generate} has an
 * office of 240 clients; here are 20,000 clients, 200,000 hosts outside and 60 servers, which are
 * popular as hosts are: few very, most hardly. Both directions of a conversation are flows. The
 * same arguments give the same rows.
 *
 * <pre>LargeDay DIRECTORY FLOWS</pre>
 */
final class LargeDay implements Iterator<GenericRecord> {
  private static final long MIDNIGHT = 1_795_132_800; // 2026-11-20
  private static final int SECONDS = 86_400;
  private static final int ROWS_OF_A_FILE = 1_250_000;
  private static final int CLIENTS = 20_000;
  private static final int SITES = 200_000;
  private static final int SERVERS = 60;

  /** Ports of the site's servers, by how often in 100 conversations inside. */
  private static final int[][] SERVICES = {
    {53, 55}, {443, 12}, {993, 10}, {445, 10}, {389, 5}, {88, 4}, {22, 2}, {3389, 1}, {5432, 1}
  };

  private final TableSpec table = TableSpec.load("flow");
  private final SplittableRandom random = new SplittableRandom(42);
  private final long flows;
  private long made;
  private GenericRecord answer;

  private LargeDay(long flows) {
    this.flows = flows;
  }

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    Files.createDirectories(directory);
    LargeDay day = new LargeDay(Long.parseLong(arguments[1]));
    for (int file = 0; day.hasNext(); file++) {
      day.write(directory.resolve("flow-" + file + ".parquet"));
    }
  }

  private void write(Path file) throws IOException {
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withSchema(table.schema())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      for (int row = 0; row < ROWS_OF_A_FILE && hasNext(); row++) {
        writer.write(next());
      }
    }
  }

  @Override
  public boolean hasNext() {
    return made < flows;
  }

  @Override
  public GenericRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    GenericRecord flow = answer;
    answer = null;
    if (flow == null) {
      flow = conversation((int) (made * SECONDS / flows));
    }
    made++;
    return flow;
  }

  private GenericRecord conversation(int second) {
    int client = skewed(CLIENTS);
    String source = "10." + client / 2000 + "." + client % 2000 / 200 + "." + (10 + client % 200);
    String destination;
    int port;
    if (random.nextInt(100) < 60) {
      port = service(random.nextInt(100));
      destination = "10.200.0." + (10 + (port + skewed(8) * 7) % SERVERS);
    } else {
      int mixed = (skewed(SITES) + 1) * 0x9E3779B1;
      destination =
          23 + (mixed >>> 24) % 150 + "." + (mixed >>> 16 & 255) + "." + (mixed >>> 8 & 255) + ".7";
      int dice = random.nextInt(1000);
      port = dice < 800 ? 443 : dice < 950 ? 80 : dice < 999 ? 123 : 1 + random.nextInt(1024);
    }
    boolean datagram = port == 53 || port == 123;
    double size = Math.exp(random.nextDouble() + random.nextDouble() + random.nextDouble());
    long packets = datagram ? 1 : (long) (4 * size);
    long sent = datagram ? 60L + random.nextInt(30) : (long) (900 * size);
    int from = 32_768 + random.nextInt(28_232);
    String protocol = datagram ? "UDP" : "TCP";
    long back =
        datagram ? sent + random.nextInt(200) : (long) (sent * 20 * random.nextDouble()) + 60;
    answer = row(second, destination, port, source, from, protocol, packets, back);
    return row(second, source, from, destination, port, protocol, packets, sent);
  }

  private static int service(int dice) {
    int sum = 0;
    for (int[] service : SERVICES) {
      sum += service[1];
      if (dice < sum) {
        return service[0];
      }
    }
    throw new IllegalStateException("services are not 100: " + sum);
  }

  private int skewed(int bound) {
    double chance = random.nextDouble();
    return (int) (bound * chance * chance * chance);
  }

  private GenericRecord row(
      int second,
      String source,
      int sourcePort,
      String destination,
      int destinationPort,
      String protocol,
      long packets,
      long bytes) {
    GenericRecord row = new GenericData.Record(table.schema());
    int hour = second / 3600;
    int minute = second / 60 % 60;
    put(row, "treceived", "2026-11-20 " + two(hour) + ":" + two(minute) + ":" + two(second % 60));
    put(row, "unix_tstamp", MIDNIGHT + second);
    put(row, "tryear", 2026);
    put(row, "trmonth", 11);
    put(row, "trday", 20);
    put(row, "trhour", hour);
    put(row, "trminute", minute);
    put(row, "trsec", second % 60);
    put(row, "tdur", 0.5f);
    put(row, "sip", source);
    put(row, "dip", destination);
    put(row, "sport", sourcePort);
    put(row, "dport", destinationPort);
    put(row, "proto", protocol);
    put(row, "ipkt", packets);
    put(row, "ibyt", bytes);
    put(row, "opkt", 0L);
    put(row, "obyt", 0L);
    return row;
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  private void put(GenericRecord row, String column, Object value) {
    row.put(table.column(column), value);
  }
}
