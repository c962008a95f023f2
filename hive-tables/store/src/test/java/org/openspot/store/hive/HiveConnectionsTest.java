package org.openspot.store.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.RetriableException;

class HiveConnectionsTest {
  private static final Path DRIVER = Path.of("target/hive-jdbc");

  private static HiveSettings settings(String url) {
    return new HiveSettings(url, "", "", "spot", Map.of());
  }

  @Test
  void aServerThatIsAwayIsOneLineThatRepeatsNoPasswordAndLogsNothing() throws IOException {
    int unused;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      unused = socket.getLocalPort();
    }
    String url = "jdbc:hive2://localhost:" + unused + "/;trustStorePassword=geheim";
    ByteArrayOutputStream noise = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    PrintStream quiet = new PrintStream(noise, true, StandardCharsets.UTF_8);
    System.setOut(quiet);
    System.setErr(quiet);
    try {
      assertThatThrownBy(() -> new HiveConnections(DRIVER).open(settings(url)))
          .isInstanceOf(RetriableException.class)
          .hasMessage("Hive at jdbc:hive2://localhost:" + unused + "/: Connection refused");
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(noise.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aMissingDriverIsAConfigurationError(@TempDir Path empty) {
    HiveSettings settings = settings("jdbc:hive2://localhost:1/");
    assertThatThrownBy(() -> new HiveConnections(empty).open(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(empty.toString());
    assertThatThrownBy(() -> new HiveConnections(empty.resolve("no")).open(settings))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void settingsTakeNoOtherUrlAndNoSqlForAName() {
    assertThatThrownBy(() -> settings("jdbc:mysql://x/"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HiveSettings("jdbc:hive2://x/", "", "", "a; drop", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void errorsLoseTheirWrapping() {
    assertThat(
            HiveErrors.line(
                new SQLException(
                    "Error while compiling statement: FAILED: SemanticException [Error 10001]:"
                        + " Line 1:14 Table not found 'x'\n\tat somewhere")))
        .isEqualTo("SemanticException [Error 10001]: Line 1:14 Table not found 'x'");
    assertThat(
            HiveErrors.line(
                new SQLException(
                    "Error while processing statement: FAILED: Execution Error, return code 2 from"
                        + " org.apache.hadoop.hive.ql.exec.tez.TezTask. Vertex failed")))
        .isEqualTo("Vertex failed");
  }
}
