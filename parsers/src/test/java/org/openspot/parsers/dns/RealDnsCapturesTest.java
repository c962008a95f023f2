package org.openspot.parsers.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.Requirement;
import org.openspot.parsers.process.ToolLimits;
import org.openspot.schema.row.RecordingSink;

/** Every record of captures from real networks, against what tshark says when asked simply. */
class RealDnsCapturesTest {
  private static final ToolLimits LIMITS = new ToolLimits(Duration.ofMinutes(1), 2L << 30);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM ppd uuuu HH:mm:ss.nnnnnnnnn 'UTC'", Locale.ENGLISH);

  private final DnsSource source = new DnsSource();

  @TestFactory
  Stream<DynamicTest> files() throws IOException {
    Requirement.tool("tshark");
    try (Stream<Path> files = Files.list(Requirement.data("dns-pcap"))) {
      return files.sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
    }
  }

  private static List<String[]> tshark(Path file, String... fields) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-n",
                "-r",
                file.toString(),
                "--disable-protocol",
                "icmp",
                "-T",
                "fields",
                "-E",
                "separator=/t",
                "-E",
                "aggregator=;"));
    for (String field : fields) {
      arguments.addAll(List.of("-e", field));
    }
    StringBuilder output = new StringBuilder();
    Requirement.tool("tshark")
        .run(
            LIMITS,
            arguments,
            in -> output.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)),
            line -> true);
    return output.toString().lines().map(line -> line.split("\t", -1)).toList();
  }

  private void compare(Path file) {
    RecordingSink sink = new RecordingSink(source.table());
    source.dissector(DissectorSettings.defaults(Path.of("target/scratch"))).dissect(file, sink);
    List<String[]> packets =
        tshark(
            file,
            "frame.time_epoch",
            "frame.len",
            "ip.src",
            "ip.dst",
            "ipv6.src",
            "ipv6.dst",
            "dns.id",
            "dns.flags.response",
            "_ws.malformed",
            "dns.qry.name",
            "dns.qry.class",
            "dns.qry.type",
            "dns.flags.rcode",
            "dns.a",
            "dns.aaaa");
    Map<String, Long> found = new TreeMap<>();
    long record = 0;
    for (String[] packet : packets) {
      int messages = Math.max(1, packet[6].isEmpty() ? 0 : packet[6].split(";", -1).length);
      boolean single = messages == 1 && packet[8].isEmpty();
      if (single && packet[7].equals("1") && !packet[9].isEmpty() && !packet[9].startsWith("<N")) {
        compare(sink.rows.get(record), packet);
        found.merge("rows", 1L, Long::sum);
      } else if (single && (packet[6].isEmpty() || packet[7].equals("0"))) {
        assertThat(sink.passedOver).contains(record);
      }
      record += messages;
    }
    int all = sink.rows.size() + sink.rejects.size() + sink.passedOver.size();
    assertThat((long) all).isEqualTo(record);
    long responses =
        packets.stream()
            .flatMap(packet -> Arrays.stream(packet[7].split(";", -1)))
            .filter(flag -> flag.equals("1"))
            .count();
    assertThat(sink.rows.size() + sink.rejects.size()).isGreaterThanOrEqualTo((int) responses);
    assertThat(sink.rejects)
        .as("rejects of what is not malformed")
        .hasSizeLessThanOrEqualTo(
            (int)
                packets.stream()
                    .filter(
                        packet ->
                            !packet[8].isEmpty()
                                || packet[9].startsWith("<N")
                                || packet[9].isEmpty())
                    .count());
  }

  private static void compare(Map<String, Object> row, String[] packet) {
    assertThat(row).isNotNull();
    String[] epoch = packet[0].split("\\.", -1);
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Long.parseLong(epoch[0]), Integer.parseInt(epoch[1]), ZoneOffset.UTC);
    boolean ipv6 = packet[2].isEmpty();
    String[] answers = packet[13].split(";", -1);
    assertThat(row)
        .containsEntry("frame_time", TIME.format(time))
        .containsEntry("unix_tstamp", time.toEpochSecond(ZoneOffset.UTC))
        .containsEntry("frame_len", Integer.parseInt(packet[1]))
        .containsEntry("ip_src", packet[ipv6 ? 4 : 2])
        .containsEntry("ip_dst", packet[ipv6 ? 5 : 3])
        .containsEntry("dns_qry_rcode", Integer.parseInt(packet[12]));
    if (!packet[9].contains(";")) {
      assertThat(row)
          .containsEntry("dns_qry_name", packet[9])
          .containsEntry("dns_qry_class", packet[10])
          .containsEntry("dns_qry_type", Integer.parseInt(packet[11]));
    }
    if (packet[11].equals("1") && !answers[0].isEmpty() && row.get("dns_a") != null) {
      // Addresses of the other sections may follow.
      List<String> shown =
          Arrays.stream(row.get("dns_a").toString().split("\\|", -1))
              .filter(answer -> answer.matches("[0-9.]+"))
              .toList();
      assertThat(Arrays.asList(answers).subList(0, shown.size())).isEqualTo(shown);
    }
  }
}
