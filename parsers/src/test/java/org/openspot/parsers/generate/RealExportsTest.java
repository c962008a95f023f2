package org.openspot.parsers.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.parsers.Requirement;
import org.openspot.parsers.flow.BothWays;
import org.openspot.parsers.process.Tool;

/** What real exporters sent, written by nfcapd: the rows are the same with and without nfdump. */
class RealExportsTest {
  /** Those with events of a firewall, or with applications, are nfdump's. */
  private static final Set<String> OF_NFDUMP =
      Set.of(
          "lscodec__netflow9_test_cisco_asa_1_data.dat", "lscodec__netflow9_test_nprobe_dpi.dat");

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> exports() throws IOException {
    Requirement.tool("nfdump");
    Tool nfcapd = Requirement.tool("nfcapd");
    try (Stream<Path> files = Files.list(Requirement.data("netflow-export"))) {
      return files.filter(file -> !file.toString().endsWith("_tpl.dat")).sorted().toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString(), () -> replayAndCompare(nfcapd, file)));
    }
  }

  private void replayAndCompare(Tool nfcapd, Path file) throws IOException {
    String name = file.getFileName().toString();
    Path work = Files.createDirectory(directory.resolve(name));
    Path templates = file.resolveSibling(name.replaceFirst("_(data|dpi)[0-9]*.dat", "_tpl.dat"));
    try (NfcapdProcess process = NfcapdProcess.start(nfcapd, work)) {
      if (!templates.equals(file) && Files.exists(templates)) {
        send(process, templates);
      }
      send(process, file);
      process.finish();
    }
    try (Stream<Path> written = Files.list(work)) {
      Path nfcapdFile =
          written.filter(path -> path.toString().matches(".*nfcapd\\.[0-9]+")).findFirst().get();
      if (OF_NFDUMP.contains(name)) {
        assertThat(BothWays.isKnown(nfcapdFile)).isFalse();
      } else {
        BothWays.compare(nfcapdFile);
      }
    }
  }

  private static void send(NfcapdProcess process, Path file) throws IOException {
    for (ByteBuffer datagram : datagrams(file)) {
      process.send(datagram);
    }
  }

  /** The datagrams of a capture of UDP over IPv4 over Ethernet, or a file that is one datagram. */
  private static List<ByteBuffer> datagrams(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
    List<ByteBuffer> datagrams = new ArrayList<>();
    if (!file.toString().endsWith(".pcap")) {
      datagrams.add(in);
      return datagrams;
    }
    in.order(in.getInt(0) == 0xa1b2c3d4 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int link = in.getInt(20) == 1 ? 14 : 4; // else that of a BSD loopback
    for (int at = 24; at < in.limit(); at += 16 + in.getInt(at + 8)) {
      int ip = at + 16 + link;
      int udp = ip + (in.get(ip) & 0xf) * 4;
      int length = (in.get(udp + 4) & 0xff) * 256 + (in.get(udp + 5) & 0xff) - 8;
      datagrams.add(in.slice(udp + 8, length));
    }
    return datagrams;
  }
}
