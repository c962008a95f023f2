package org.openspot.parsers.proxy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.openspot.parsers.DissectorOptions;
import org.openspot.parsers.DissectorOptions.LogFormat;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.StreamDissector;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RecordingSink;

/** Logs to read in tests, and their reading. */
final class ProxyLogs {
  static final TableSpec TABLE = new ProxySource().table();

  /** A line of Spot's 27 fields. */
  static final String LINE_27 =
      "2016-11-08 09:03:04 183 10.20.1.12 jdoe \"sales dept\" - OBSERVED \"News/Media;Sports\""
          + " http://www.example.com/start 200 TCP_NC_MISS GET text/html;charset=utf-8 http"
          + " www.example.org 80 /news/today.html ?id=7&x=y html"
          + " \"Mozilla/5.0 (X11; Linux x86_64)\" 192.0.2.17 5120 611 - \"none\" \"-\"";

  /** A line of Blue Coat's 26 fields. */
  static final String LINE_26 =
      "2005-05-04 17:16:12 51 45.14.4.127 200 TCP_NC_MISS 926 1104 GET http images.google.com"
          + " /imgres ?imgurl=http://a.b/c.gif sally DIRECT images.google.com text/html"
          + " \"Mozilla/5.0 (Macintosh; U) Safari/312\" PROXIED Hacking/Proxy%20Avoidance -"
          + " 192.16.170.42 SG-HTTP-Service - none -";

  static final String SQUID_LINE =
      "1461576382.642    161 127.0.0.1 TCP_MISS/200 103701 GET http://www.cnn.com/a/b.html?q=1"
          + " bob DIRECT/199.27.79.73 text/html";

  private ProxyLogs() {}

  static StreamDissector dissector(LogFormat format) {
    return new ProxySource()
        .dissector(
            new DissectorSettings(
                DissectorSettings.Tools.DEFAULTS,
                Duration.ofMinutes(1),
                1 << 30,
                Path.of("target/scratch").toAbsolutePath(),
                new DissectorOptions(1, format)));
  }

  static RecordingSink read(LogFormat format, byte[] log) {
    RecordingSink sink = new RecordingSink(TABLE);
    try {
      dissector(format).dissect(new ByteArrayInputStream(log), sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sink;
  }

  static RecordingSink read(LogFormat format, String log) {
    return read(format, log.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads lines after a directive. */
  static RecordingSink readFields(String fields, String... lines) {
    return read(LogFormat.W3C, "#Fields: " + fields + "\n" + String.join("\n", lines) + "\n");
  }
}
