package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.openspot.parsers.dns.DnsSource;
import org.openspot.parsers.generate.ProxyLogFormat;

/** What a person does about what could not be read: looks at it, has it read again, or drops it. */
class DeadLettersIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int READABLE = 130;

  private final RealStack stack = RealStack.running();

  @Test
  void whatFailedForWantOfAToolIsReadWholeOnceItIsMended() throws IOException {
    Site site = new Site(stack, "dead_mended");
    // Small, so that the worker dissects.
    Pipeline pipeline = site.set(site.pipeline("dns", "dns").collector("inline-limit", "1KiB"));
    stack.hive().createTables(site);
    List<Path> captures = DnsAndProxyIT.captures("dns-dead", 31, 1200, 1);
    site.land(pipeline, captures);
    Map<String, String> broken = Map.of("SPOT_TOOLS_TSHARK", halfway(site).toString());

    site.collect(pipeline).endsWith(0);
    site.daemon("worker", pipeline, "1s", broken).endsWith(0);
    JsonNode first = only(list(site));
    assertThat(first.path("stage").textValue()).isEqualTo("dissect");
    assertThat(first.path("state").textValue()).isEqualTo("open");
    assertThat(first.path("from").longValue()).as("rows came before the failure").isPositive();
    SpotProcess show = site.spot("deadletters", "show", first.path("id").textValue()).endsWith(0);
    assertThat(show.output())
        .contains(captures.get(0).getFileName().toString())
        .contains("hdfs dfs -get '" + first.path("archiveUri").textValue() + "'")
        .contains("spot deadletters retry " + first.path("id").textValue());

    // Nothing was mended: another one, in the place of the first.
    site.spot("deadletters", "retry", first.path("id").textValue()).endsWith(0);
    site.daemon("worker", pipeline, "1s", broken).endsWith(0);
    JsonNode second = only(list(site));
    assertThat(second.path("id").textValue()).isNotEqualTo(first.path("id").textValue());
    assertThat(second.path("from").longValue())
        .isGreaterThanOrEqualTo(first.path("from").longValue());

    // Two people at once.
    SpotProcess one = site.spot("deadletters", "retry", "--all", "--json");
    SpotProcess other = site.spot("deadletters", "retry", second.path("id").textValue());
    one.endsWith(0);
    other.endsWith(0);
    assertThat(one.output()).contains("\"done\":true");
    site.work(pipeline).endsWith(0);

    stack
        .hive()
        .text(site.name() + ".dns")
        .assertSameAs(Dissected.rows(new DnsSource(), captures), "a table after retries");
    assertThat(list(site)).isEmpty();
    assertThat(site.spot("deadletters", "retry", "--all").endsWith(0).error())
        .contains("Nothing to retry");
  }

  /** A tshark that prints its first lines and then fails. */
  private static Path halfway(Site site) throws IOException {
    Files.createDirectories(site.directory());
    Path script = site.directory().resolve("tshark-halfway");
    Files.writeString(script, "#!/bin/sh\ntshark \"$@\" | head -n 200\nexit 1\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void whatStaysDamagedIsListedOnceUntilSomebodyDropsIt() {
    Site site = new Site(stack, "dead_dropped");
    Pipeline pipeline =
        site.set(
            site.pipeline("flow")
                .collector("inline-limit", "20KiB")
                .worker("checkpoint-every", "2"));
    stack.hive().createTables(site);
    Path small = Captures.generated("dead-small", 95, 200, 1);
    Path large = Captures.generated("dead-large", 96, 900, 1);
    site.land(pipeline, Captures.damaged(small, READABLE));
    site.land(pipeline, Captures.damaged(large, READABLE));
    site.collect(pipeline).endsWith(0);
    sendNoEvent(pipeline);
    site.work(pipeline).endsWith(0);
    List<JsonNode> before = list(site);
    assertThat(before).hasSize(3);

    for (int round = 0; round < 2; round++) {
      site.spot("deadletters", "retry", "--all").endsWith(0);
      site.work(pipeline).endsWith(0);
    }

    List<JsonNode> after = list(site);
    assertThat(after).hasSize(3);
    assertThat(ids(after)).doesNotContainAnyElementsOf(ids(before));
    Rows rows = Nfdump.first(READABLE, small).plus(Nfdump.first(READABLE, large));
    site.rows().assertSameAs(rows, "what can be read");

    String[] drop = {"deadletters", "drop", "--pipeline", "flow", "--reason", "lab"};
    assertThat(site.spot(drop).endsWith(2).error()).contains("3 dead letters would be dropped");
    assertThat(list(site)).hasSize(3);
    List<String> really = new ArrayList<>(List.of(drop));
    really.add("--yes");
    site.spot(really.toArray(new String[0])).endsWith(0);

    assertThat(list(site)).isEmpty();
    assertHealthy(site, pipeline);
    List<JsonNode> kept = list(site, "--all");
    assertThat(ids(kept)).containsAll(ids(after));
    assertThat(kept)
        .filteredOn(letter -> letter.path("state").textValue().equals("dropped"))
        .hasSize(3)
        .allSatisfy(
            letter -> {
              assertThat(letter.path("dropReason").textValue()).isEqualTo("lab");
              assertThat(letter.path("droppedBy").textValue()).contains("@");
            });
    site.rows().assertSameAs(rows, "what was read stays");
  }

  /** Bytes that are no event. */
  private void sendNoEvent(Pipeline pipeline) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.config().kafkaBootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var unused =
          producer.send(
              new ProducerRecord<>(
                  pipeline.topic(), 0, null, "no event".getBytes(StandardCharsets.UTF_8)));
      producer.flush();
    }
  }

  /** With its daemons there, nothing needs a person. */
  private static void assertHealthy(Site site, Pipeline pipeline) {
    SpotProcess collector = site.daemon("collector", pipeline, "10m", Map.of());
    SpotProcess worker = site.daemon("worker", pipeline, "10m", Map.of());
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              SpotProcess status = site.spot("status", "--json");
              assertThat(status.status()).as(status.output()).isZero();
              assertThat(status.output()).contains("\"dead_letters\":0");
            });
    collector.signal("TERM");
    worker.signal("TERM");
    collector.endsWith(0);
    worker.endsWith(0);
  }

  @Test
  void rejectsAreSummedUpByReason() throws IOException {
    Site site = new Site(stack, "rejects_summed_up");
    Pipeline pipeline = site.pipeline("proxy", "proxy");
    stack.hive().createTables(site);
    List<String> lines =
        new ArrayList<>(
            Files.readAllLines(
                DnsAndProxyIT.logs("rejects-summed", 32, 50, 1, ProxyLogFormat.BLUECOAT).get(0)));
    lines.set(20, "2026-03-03 08:30:00 what is this");
    lines.set(25, "2026-03-03 08:30:00 \u001b[2J nor this");
    lines.set(30, "x".repeat(100_000));
    site.land(pipeline, Files.write(RealStack.directory().resolve("captures/summed.log"), lines));
    site.collect(pipeline).endsWith(0);
    site.work(pipeline).endsWith(0);

    String[] window = {"--from", "1970-01-01", "--to", "2027-01-01T00:00:00Z"};
    SpotProcess json =
        site.spot(
                "rejects", "--table", "proxy", window[0], window[1], window[2], window[3], "--json")
            .endsWith(0);
    List<JsonNode> reasons = parse(json.output());
    assertThat(reasons).isNotEmpty();
    assertThat(reasons.stream().mapToLong(reason -> reason.path("records").longValue()).sum())
        .isEqualTo(3);
    assertThat(reasons)
        .allSatisfy(
            reason -> {
              assertThat(reason.path("reason").textValue()).isNotBlank();
              assertThat(reason.path("originals").longValue()).isEqualTo(1);
              assertThat(reason.path("original").textValue()).isEqualTo("summed.log");
              assertThat(reason.path("raw").textValue()).hasSizeLessThanOrEqualTo(160);
            });
    SpotProcess text =
        site.spot("rejects", "--pipeline", "proxy", window[0], window[1], window[2], window[3])
            .endsWith(0);
    assertThat(text.output())
        .contains("proxy_rejects, 1970-01-01T00:00:00Z to")
        .contains("such as");
    assertThat(text.output()).doesNotContain("\u001b");
    assertThat(
            site.spot("rejects", "--from", "2027-01-01", "--to", "2027-01-02").endsWith(0).error())
        .contains("No rejects");
  }

  private static List<JsonNode> list(Site site, String... options) {
    List<String> command = new ArrayList<>(List.of("deadletters", "list", "--json"));
    command.addAll(List.of(options));
    return parse(site.spot(command.toArray(new String[0])).endsWith(0).output());
  }

  private static List<JsonNode> parse(String output) {
    return output
        .lines()
        .map(
            line -> {
              try {
                return JSON.readTree(line);
              } catch (IOException e) {
                throw new UncheckedIOException(line, e);
              }
            })
        .toList();
  }

  private static JsonNode only(List<JsonNode> letters) {
    assertThat(letters).hasSize(1);
    return letters.get(0);
  }

  private static List<String> ids(List<JsonNode> letters) {
    return letters.stream().map(letter -> letter.path("id").textValue()).toList();
  }
}
