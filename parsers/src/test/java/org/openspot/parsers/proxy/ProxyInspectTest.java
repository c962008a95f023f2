package org.openspot.parsers.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.error.DataException;
import org.openspot.parsers.DissectorOptions.LogFormat;

class ProxyInspectTest {
  @TempDir private Path directory;

  private Instant inspect(String name, LogFormat format, byte[] content) throws IOException {
    return ProxyLogs.dissector(format)
        .inspect(name, Files.write(directory.resolve("file"), content));
  }

  private Instant inspect(String name, LogFormat format, String content) throws IOException {
    return inspect(name, format, content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theTimeIsTheDirectivesOrTheFirstLines() throws IOException {
    String name = "proxy_20200101000000.log";
    assertThat(inspect(name, LogFormat.W3C, "#Date: 2005-04-27 20:57:09\n" + ProxyLogs.LINE_27))
        .isEqualTo("2005-04-27T20:57:09Z");
    assertThat(inspect(name, LogFormat.W3C, "nonsense\n" + ProxyLogs.LINE_27))
        .isEqualTo("2016-11-08T09:03:04Z");
    assertThat(inspect(name, LogFormat.SQUID, ProxyLogs.SQUID_LINE))
        .isEqualTo("2016-04-25T09:26:22Z");
  }

  @Test
  void otherwiseItIsTheNames() throws IOException {
    for (String[] name :
        new String[][] {
          {"proxy_20200203040506.log", "2020-02-03T04:05:06Z"},
          {"access-2020-02-03.log", "2020-02-03T00:00:00Z"},
          {"access.log-20200203_0405", "2020-02-03T04:05:00Z"},
          {"20209999-20200203", "2020-02-03T00:00:00Z"},
          {"access.log", "1970-01-01T00:00:00Z"},
          {"202002030", "1970-01-01T00:00:00Z"}
        }) {
      assertThat(inspect(name[0], LogFormat.W3C, "nonsense\n")).as(name[0]).isEqualTo(name[1]);
    }
  }

  @Test
  void onlyTheBeginningIsReadForIt() throws IOException {
    String padding = "nonsense\n".repeat(8000);
    assertThat(inspect("x", LogFormat.W3C, padding + ProxyLogs.LINE_27)).isEqualTo(Instant.EPOCH);
  }

  @Test
  void whatIsNoTextIsRefused() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(ProxyLogs.LINE_27.getBytes(StandardCharsets.UTF_8));
    }
    byte[][] contents = {
      {},
      packed.toByteArray(),
      {(byte) 0xd4, (byte) 0xc3, (byte) 0xb2, (byte) 0xa1, 2, 1},
      {0x0a, 0x0d, 0x0d, 0x0a},
      "abc\u0000def".getBytes(StandardCharsets.UTF_8),
      ProxyLogs.LINE_27.getBytes(StandardCharsets.UTF_16LE)
    };
    for (byte[] content : contents) {
      assertThatThrownBy(() -> inspect("x", LogFormat.W3C, content))
          .isInstanceOf(DataException.class);
    }
  }
}
