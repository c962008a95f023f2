package org.openspot.stack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** That a probe takes nothing for an answer but an answer. */
class ProbeTest {
  @Test
  void aPortThatOnlyAcceptsIsNotKafkaNorHive() throws IOException {
    assertThatThrownBy(() -> probe(KafkaProbe::requireLiveBroker, ""))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> probe(port -> HiveProbe.requireStatement(port, "SHOW DATABASES"), ""))
        .isInstanceOf(IOException.class);
  }

  @Test
  void anotherProtocolIsNotKafkaNorHive() throws IOException {
    String http = "HTTP/1.1 400 Bad Request\r\n\r\n";
    assertThatThrownBy(() -> probe(KafkaProbe::requireLiveBroker, http))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not Kafka");
    assertThatThrownBy(
            () -> probe(port -> HiveProbe.requireStatement(port, "SHOW DATABASES"), http))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not HiveServer2");
  }

  @Property(tries = 300)
  void thriftReaderFailsOnlyWithIoExceptions(@ForAll byte[] bytes) {
    try {
      new ThriftReader(new DataInputStream(new ByteArrayInputStream(bytes))).struct();
    } catch (IOException expected) {
      // What is not Thrift is told as such.
    }
  }

  private static void probe(Probe probe, String answer) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server, answer));
      try {
        probe.ask(server.getLocalPort());
      } finally {
        served.join();
      }
    }
  }

  private static void serve(ServerSocket server, String answer) {
    try (Socket client = server.accept();
        InputStream in = client.getInputStream()) {
      in.read(new byte[64]);
      client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      client.shutdownOutput();
      in.readAllBytes();
    } catch (IOException e) {
      // The probe hung up, as it should.
    }
  }

  private interface Probe {
    void ask(int port) throws IOException;
  }
}
