package org.openspot.parsers.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.openspot.parsers.Requirement;

/** Damage anywhere in the records: the two ways agree, or the file is nfdump's. */
class NfcapdFlowPropertyTest {
  private static final int FIRST_RECORD = 40 + 12;

  private static byte[] file() {
    Random random = new Random(1);
    NfcapdWriter writer = new NfcapdWriter(2);
    for (int i = 0; i < 4; i++) {
      int without = 2 + i % 2;
      writer.elements(
          Arrays.stream(TestElement.KNOWN)
              .filter(known -> known[0] != without && known[0] != without + 10)
              .map(known -> TestElement.random(known[0], known[1], random))
              .toArray(TestElement[]::new));
    }
    return writer.toBytes();
  }

  @Property(tries = 250)
  void changedBytesNeverThrowAnythingButDataException(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 1_000_000) Integer> positions,
      @ForAll byte value)
      throws IOException {
    Requirement.tool("nfdump");
    byte[] bytes = file();
    int length = bytes.length - FIRST_RECORD - 21; // an appendix of 21 bytes
    for (int position : positions) {
      bytes[FIRST_RECORD + position % length] = value;
    }
    Path file = Files.createTempFile("nfcapd", ".test");
    try {
      Files.write(file, bytes);
      if (BothWays.isKnown(file)) {
        BothWays.compare(file);
      }
    } finally {
      Files.delete(file);
    }
  }
}
