package org.openspot.parsers.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.parsers.Dissector;
import org.openspot.parsers.DissectorOptions;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.DissectorSettings.Tools;
import org.openspot.parsers.Requirement;
import org.openspot.parsers.Script;
import org.openspot.parsers.generate.DnsGenerator;
import org.openspot.parsers.generate.DnsGeneratorSettings;
import org.openspot.parsers.generate.TrafficSettings;
import org.openspot.parsers.process.ToolLimits;
import org.openspot.schema.row.RecordingSink;

/** The same packets in every form a capture can have, and captures that are not whole. */
class CaptureFormatsTest {
  private static final Instant START = Instant.parse("2025-03-03T08:00:00Z");

  private static final DnsSource SOURCE = new DnsSource();

  /** Made and dissected once, not for each test: a start of tshark costs more than all else. */
  @TempDir static Path shared;

  private static Path capture;
  private static RecordingSink expected;

  @TempDir Path directory;
  private Path scratch;

  @BeforeAll
  static void aCapture() throws IOException {
    Requirement.tool("tshark");
    Requirement.tool("editcap");
    TrafficSettings traffic = new TrafficSettings(7, 400, START, Duration.ofMinutes(20));
    capture = DnsGenerator.generate(new DnsGeneratorSettings(traffic, 1, 0, shared)).get(0).path();
    expected = new RecordingSink(SOURCE.table());
    dissector(650_000, shared.toAbsolutePath().resolve("scratch")).dissect(capture, expected);
    assertThat(expected.rows).hasSize(400);
    assertThat(expected.passedOver).hasSize(400);
    assertThat(expected.rejects).isEmpty();
  }

  @BeforeEach
  void scratchOfItsOwn() throws IOException {
    scratch = Files.createDirectory(directory.resolve("scratch")).toAbsolutePath();
  }

  private Dissector dissector(int packetLimit) {
    return dissector(packetLimit, scratch);
  }

  private static Dissector dissector(int packetLimit, Path scratch) {
    return SOURCE.dissector(
        new DissectorSettings(
            Tools.DEFAULTS,
            Duration.ofMinutes(1),
            2L << 30,
            scratch,
            new DissectorOptions(packetLimit, DissectorOptions.DEFAULTS.logFormat())));
  }

  private RecordingSink dissect(Path file, int packetLimit) throws IOException {
    RecordingSink sink = new RecordingSink(SOURCE.table());
    dissector(packetLimit).dissect(file, sink);
    scratchIsEmpty();
    return sink;
  }

  private void scratchIsEmpty() throws IOException {
    try (Stream<Path> left = Files.list(scratch)) {
      assertThat(left).isEmpty();
    }
  }

  private void same(RecordingSink sink) {
    assertThat(sink.rows).isEqualTo(expected.rows);
    assertThat(sink.passedOver).isEqualTo(expected.passedOver);
    assertThat(sink.rejects).isEmpty();
  }

  private Path converted(String... options) {
    Path target = directory.resolve("converted");
    List<String> arguments =
        Stream.concat(Stream.of(options), Stream.of(capture.toString(), target.toString()))
            .toList();
    Requirement.tool("editcap")
        .run(new ToolLimits(Duration.ofMinutes(1), 2L << 30), arguments, in -> {}, line -> true);
    return target;
  }

  @ParameterizedTest
  @ValueSource(strings = {"pcapng", "nsecpcap", "pcap"})
  void theFormatDoesNotMatter(String format) throws IOException {
    Path file = converted("-F", format);
    same(dissect(file, 650_000));
    assertThat(dissector(1).inspect("any", file)).isBetween(START, START.plusSeconds(60));
  }

  @Test
  void compressedCapturesAreReadAsTheyAre() throws IOException {
    for (Path file : List.of(capture, converted("-F", "pcapng"))) {
      Path zip = directory.resolve("capture.gz");
      Files.write(zip, CaptureWriter.gzip(Files.readAllBytes(file)));
      same(dissect(zip, file.equals(capture) ? 650_000 : 400));
      assertThat(dissector(1).inspect("any", zip)).isBetween(START, START.plusSeconds(60));
    }
  }

  @Test
  void bothByteOrdersAreRead() throws IOException {
    byte[] message = CaptureWriter.response(CaptureWriter.name("a", "b"), 1);
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      Path file = new CaptureWriter().order(order).udp(message).write(directory.resolve("order"));
      assertThat(dissect(file, 10).rows).containsOnlyKeys(0L);
      assertThat(dissector(1).inspect("any", file).getEpochSecond())
          .isEqualTo(CaptureWriter.SECOND);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {800, 799, 333})
  void piecesGiveTheSameRecords(int limit) throws IOException {
    same(dissect(capture, limit));
  }

  @ParameterizedTest
  @ValueSource(ints = {650_000, 150})
  void aCaptureThatIsCutGivesWhatIsBeforeTheCut(int limit) throws IOException {
    byte[] content = Files.readAllBytes(capture);
    Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(content, content.length / 3));
    long packets = CaptureFile.survey(cut).packets();
    RecordingSink sink = new RecordingSink(SOURCE.table());
    assertThatThrownBy(() -> dissector(limit).dissect(cut, sink)).isInstanceOf(DataException.class);
    scratchIsEmpty();
    assertThat(packets).isBetween(200L, 300L);
    assertThat(sink.rows.size() + sink.passedOver.size()).isEqualTo((int) packets);
    assertThat(sink.rows)
        .allSatisfy((record, row) -> assertThat(row).isEqualTo(expected.rows.get(record)));
  }

  @Test
  void compressedDataThatIsCutGivesWhatIsBeforeTheCut() throws IOException {
    byte[] content = CaptureWriter.gzip(Files.readAllBytes(capture));
    Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(content, content.length / 2));
    RecordingSink sink = new RecordingSink(SOURCE.table());
    assertThatThrownBy(() -> dissector(650_000).dissect(cut, sink))
        .isInstanceOf(DataException.class);
    assertThat(sink.rows).isNotEmpty();
    assertThat(sink.rows)
        .allSatisfy((record, row) -> assertThat(row).isEqualTo(expected.rows.get(record)));
  }

  @Test
  void whatIsNoCaptureIsTurnedAway() throws IOException {
    Path file = directory.resolve("file");
    byte[] content = Files.readAllBytes(capture);
    for (byte[] bad :
        List.of(
            new byte[0],
            new byte[] {1},
            Arrays.copyOf(content, 23),
            Arrays.copyOf(content, 50),
            CaptureWriter.gzip(new byte[100]),
            Arrays.copyOf(CaptureWriter.gzip(content), 8),
            "treceived,tryear".getBytes(StandardCharsets.US_ASCII))) {
      Files.write(file, bad);
      assertThatThrownBy(() -> dissector(1).inspect("dns_20250303080000.pcap", file))
          .isInstanceOf(DataException.class);
    }
  }

  @Test
  void aCaptureWithoutPacketsHasNoRecords() throws IOException {
    Path file = new CaptureWriter().write(directory.resolve("file"));
    RecordingSink sink = dissect(file, 10);
    assertThat(sink.rows).isEmpty();
    assertThat(sink.passedOver).isEmpty();
    assertThat(dissector(1).inspect("any", file)).isEqualTo(Instant.EPOCH);
  }

  @Test
  void theTimeInTheNameComesFirst() {
    Dissector dissector = dissector(1);
    assertThat(dissector.inspect("dns_20160708065845.pcap", capture))
        .isEqualTo(Instant.parse("2016-07-08T06:58:45Z"));
    assertThat(dissector.inspect("spot_00001_20160708065845.pcap.gz", capture))
        .isEqualTo(Instant.parse("2016-07-08T06:58:45Z"));
    assertThat(dissector.inspect("dns_99999999999999.pcap", capture))
        .isBetween(START, START.plusSeconds(60));
  }

  @Test
  void aRunThatTakesTooLongIsEnded() throws IOException {
    String slow = Script.in(directory, "slow", "exec sleep 30");
    assertThatThrownBy(
            () ->
                SOURCE
                    .dissector(settings(Duration.ofMillis(300), 2L << 30, slow))
                    .dissect(capture, new RecordingSink(SOURCE.table())))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("took longer");
    scratchIsEmpty();
  }

  @Test
  void linesThatAreMissingAreNoticed() throws IOException {
    String silent = Script.in(directory, "silent", "exit 0");
    assertThatThrownBy(
            () ->
                SOURCE
                    .dissector(settings(Duration.ofMinutes(1), 2L << 30, silent))
                    .dissect(capture, new RecordingSink(SOURCE.table())))
        .isInstanceOf(DataException.class)
        .hasMessage("tshark printed 0 of 800 packets");
  }

  @Test
  void withoutTsharkTheConfigurationIsWrong() {
    assertThatThrownBy(
            () ->
                SOURCE
                    .dissector(settings(Duration.ofMinutes(1), 2L << 30, "no-tshark"))
                    .dissect(capture, new RecordingSink(SOURCE.table())))
        .isInstanceOf(ConfigException.class);
  }

  private DissectorSettings settings(Duration timeout, long memory, String tshark) {
    return new DissectorSettings(
        new Tools("nfdump", tshark, "editcap"),
        timeout,
        memory,
        scratch,
        DissectorOptions.DEFAULTS);
  }
}
