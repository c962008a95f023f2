package org.openspot.parsers.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openspot.core.error.DataException;
import org.openspot.parsers.Dissector;
import org.openspot.parsers.DissectorOptions;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.DissectorSettings.Tools;
import org.openspot.parsers.Requirement;
import org.openspot.parsers.Script;
import org.openspot.parsers.flow.NfcapdDissector.Way;
import org.openspot.parsers.flow.NfcapdWriter.TestFlow;
import org.openspot.parsers.process.Complaints;
import org.openspot.parsers.process.Tool;
import org.openspot.parsers.process.ToolLimits;
import org.openspot.schema.row.RecordingSink;

/** Files that nfdump reads with status 0, and mostly without a word, although flows are missing. */
class NfcapdDamageTest {
  private static final int V2_HEADER = 40;
  private static final int V1_HEADER = 276;
  private static final int BLOCK_HEADER = 12;

  private final FlowSource source = new FlowSource();
  private final Dissector dissector =
      new NfcapdDissector(
          source.table(), DissectorSettings.defaults(Path.of("target/scratch")), way());
  private RecordingSink sink = new RecordingSink(source.table());

  @TempDir Path directory;
  private Tool nfdump;

  @BeforeEach
  void nfdumpIsThere() {
    nfdump = Requirement.tool("nfdump");
  }

  /** Who reads the files of these tests. */
  Way way() {
    return Way.BY_SHAPE;
  }

  private static byte[] twoBlocks(int layout) {
    NfcapdWriter writer = new NfcapdWriter(layout);
    for (int i = 0; i < 5; i++) {
      writer.flow(new TestFlow());
    }
    writer.block();
    for (int i = 0; i < 5; i++) {
      writer.flow(new TestFlow());
    }
    return writer.toBytes();
  }

  private static ByteBuffer view(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("nfcapd.test"), bytes);
  }

  private String failure(Path file) {
    try {
      dissector.dissect(file, sink);
      return "none";
    } catch (DataException e) {
      return e.getMessage();
    }
  }

  private String inspection(byte[] bytes) throws IOException {
    try {
      return dissector.inspect("x", file(bytes)).toString();
    } catch (DataException e) {
      return e.getMessage();
    }
  }

  @ParameterizedTest
  @CsvSource({"1,8", "2,36"})
  void aBlockCountThatIsTooSmall(int layout, int offset) throws IOException {
    byte[] bytes = twoBlocks(layout);
    view(bytes).putInt(offset, 1);
    assertThat(inspection(bytes)).contains("bytes after the last data block");
    assertThat(failure(file(bytes))).contains("bytes after the last data block");
  }

  @ParameterizedTest
  @CsvSource({"1,276,6", "2,40,5"})
  void aRecordCountThatIsTooSmall(int layout, int block, int records) throws IOException {
    byte[] bytes = twoBlocks(layout);
    view(bytes).putInt(block, records - 1);
    assertThat(failure(file(bytes))).contains("bytes after the last of its records");
    assertThat(sink.rows).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7, 9, 10, 12, 15})
  void aFlowWhoseTypeBecameThatOfAnotherRecord(int type) throws IOException {
    byte[] bytes = twoBlocks(2);
    int third = V2_HEADER + BLOCK_HEADER + 2 * 76;
    assertThat(view(bytes).getShort(third)).isEqualTo((short) 11);
    view(bytes).putShort(third, (short) type);
    assertThat(failure(file(bytes))).isEqualTo("data block 0: record 2 is not one of type " + type);
    assertThat(sink.rows).containsOnlyKeys(0L, 1L);
  }

  @Test
  void anExtensionMapThatIsNotThere() throws IOException {
    byte[] bytes = twoBlocks(1);
    int firstFlow = V1_HEADER + BLOCK_HEADER + 12;
    assertThat(view(bytes).getShort(firstFlow)).isEqualTo((short) 10);
    view(bytes).putShort(firstFlow + 6, (short) 5);
    assertThat(failure(file(bytes))).contains("Missing extension map");
  }

  @Test
  void elementsThatDoNotFillTheirRecord() throws IOException {
    byte[] bytes = twoBlocks(2);
    int second = V2_HEADER + BLOCK_HEADER + 76;
    view(bytes).putShort(second + 12 + 2, (short) 48);
    assertThat(failure(file(bytes)))
        .containsAnyOf("record 1 is not one of type 11", "nfdump failed");
    assertThat(sink.rows.keySet()).isSubsetOf(0L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aFileCutOffAnywhere(int layout) throws IOException {
    byte[] whole = twoBlocks(layout);
    for (int length = 0; length < whole.length; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThat(inspection(cut)).as("cut at %d", length).doesNotContain("Z");
      assertThat(failure(file(cut))).as("cut at %d", length).isNotEqualTo("none");
      assertThat(sink.rows).isEmpty();
    }
  }

  /** Bit by bit: never a row too few or too many, unless that is said. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aFlippedBit(int layout) throws IOException {
    byte[] whole = twoBlocks(layout);
    Random random = new Random(layout);
    for (int i = 0; i < 60; i++) {
      byte[] bytes = whole.clone();
      int bit = random.nextInt(bytes.length * 8);
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      sink = new RecordingSink(source.table());
      if (failure(file(bytes)).equals("none")) {
        assertThat(sink.rows.size() + sink.rejects.size()).as("bit %d", bit).isEqualTo(10);
      } else {
        assertThat(sink.rows.size()).as("bit %d", bit).isLessThanOrEqualTo(10);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aCompressedFile(int compression) throws IOException {
    Path file = file(twoBlocks(2));
    nfdump.run(
        new ToolLimits(Duration.ofMinutes(1), 1L << 30),
        List.of("-J", Integer.toString(compression), "-r", file.toString()),
        InputStream::readAllBytes,
        Complaints.NOTHING_IS_HARMLESS);
    byte[] whole = Files.readAllBytes(file);
    assertThat(whole[16]).isEqualTo((byte) compression);
    assertThat(failure(file)).isEqualTo("none");
    assertThat(sink.rows).hasSize(10);

    // nfdump stops without a word where bzip2 finds an error, and believes what LZO and LZ4 give.
    for (int offset = 60; offset < 100; offset += 3) {
      byte[] bytes = whole.clone();
      bytes[offset] ^= 0x10;
      sink = new RecordingSink(source.table());
      if (failure(file(bytes)).equals("none")) {
        assertThat(compression).isNotEqualTo(2);
        assertThat(sink.rows.size() + sink.rejects.size()).isEqualTo(10);
      }
    }
  }

  @Test
  void aCompressedBlockCannotClaimMoreRecordsThanItsBytesCanHold() throws IOException {
    Path file = file(twoBlocks(2));
    nfdump.run(
        new ToolLimits(Duration.ofMinutes(1), 1L << 30),
        List.of("-J", "2", "-r", file.toString()),
        InputStream::readAllBytes,
        Complaints.NOTHING_IS_HARMLESS);
    byte[] bomb = Files.readAllBytes(file);
    view(bomb).putInt(40, 4 * view(bomb).getInt(44) + 1);
    assertThat(inspection(bomb)).contains("claims").contains("no traffic is so alike");
    assertThat(failure(file(bomb))).contains("no traffic is so alike");
    assertThat(sink.rows).isEmpty();
  }

  @Test
  void aFileThatItsReaderMayNotOpenIsReadAllTheSame() throws IOException {
    Path file = file(twoBlocks(1));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Path scratch = directory.resolve("scratch").toAbsolutePath();
    RecordingSink found = new RecordingSink(source.table());
    new NfcapdDissector(source.table(), DissectorSettings.defaults(scratch), Way.NFDUMP)
        .dissect(file, found);
    assertThat(found.rows).hasSize(10);
    if (Files.exists(scratch)) {
      assertThat(scratch).isEmptyDirectory();
    }
  }

  @Test
  void whatIsNoNfcapdFileIsNotInspected() throws IOException {
    assertThat(inspection(new byte[0])).isEqualTo("the file is empty");
    assertThat(inspection("hello".getBytes(StandardCharsets.US_ASCII)))
        .contains("not an nfcapd file");
    assertThat(inspection(new byte[4000]))
        .isEqualTo("not an nfcapd file: begins with 0x0000, not 0xA50C");
    byte[] bytes = twoBlocks(2);
    bytes[2] = 3;
    assertThat(inspection(bytes)).isEqualTo("an nfcapd file of unknown layout 3");
    byte[] swapped = twoBlocks(2);
    swapped[0] = (byte) 0xA5;
    swapped[1] = 0x0C;
    assertThat(inspection(swapped)).contains("big-endian");
  }

  @Test
  void aFileThatIsStillWrittenIsNotInspected() throws IOException {
    byte[] v2 = twoBlocks(2);
    view(v2).putShort(18, (short) 0).putLong(24, 0).putInt(36, 0);
    assertThat(inspection(v2)).contains("not finished");
    byte[] v1 = twoBlocks(1);
    view(v1).putInt(8, 0);
    assertThat(inspection(v1)).contains("not finished");
  }

  @Test
  void bytesAfterTheAppendixHoldNoFlow() throws IOException {
    byte[] bytes = twoBlocks(2);
    assertThat(failure(file(Arrays.copyOf(bytes, bytes.length + 376)))).isEqualTo("none");
    assertThat(sink.rows).hasSize(10);
  }

  @Test
  void theTimeOfCaptureComesFromTheNameOrElseFromTheHeader() throws IOException {
    Path file = file(twoBlocks(1));
    assertThat(dissector.inspect("nfcapd.202301251836", file))
        .isEqualTo(Instant.parse("2023-01-25T18:36:00Z"));
    assertThat(dissector.inspect("nfcapd.20230125183617", file))
        .isEqualTo(Instant.parse("2023-01-25T18:36:17Z"));
    assertThat(dissector.inspect("nfcapd.202301251836+0200", file))
        .isEqualTo(Instant.parse("2023-01-25T16:36:00Z"));
    assertThat(dissector.inspect("router-7.nfcapd.202301251836.x", file))
        .isEqualTo(Instant.parse("2023-01-25T18:36:00Z"));
    for (String name : new String[] {"nfcapd.209913251836", "nfcapd.2023", "x", ""}) {
      assertThat(dissector.inspect(name, file)).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    }
  }

  @Test
  void aToolThatHangsIsEndedAndSaysSo() throws IOException {
    String fake = Script.in(directory, "nfdump", "exec sleep 60");
    Dissector hanging =
        new NfcapdDissector(
            source.table(),
            new DissectorSettings(
                new Tools(fake, "no-tshark", "no-editcap"),
                Duration.ofMillis(200),
                1L << 30,
                directory.resolve("scratch"),
                DissectorOptions.DEFAULTS),
            Way.NFDUMP);
    Path file = file(twoBlocks(2));
    assertThatThrownBy(() -> hanging.dissect(file, sink))
        .isInstanceOf(DataException.class)
        .hasMessage("nfdump took longer than PT0.2S");
  }
}
