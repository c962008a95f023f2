package org.openspot.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.parsers.process.Complaints;
import org.openspot.parsers.process.Tool;
import org.openspot.parsers.process.ToolLimits;

/** What a file holds by somebody else's count. */
final class OtherOpinion {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total flows processed: (\\d+)");
  private static final ToolLimits LIMITS = new ToolLimits(Duration.ofMinutes(10), 2L << 30);

  private OtherOpinion() {}

  /** The flows nfdump processes when it reads the file from end to end. */
  static long flows(String nfdump, Path file) {
    StringBuilder report = new StringBuilder();
    Tool.locate(nfdump)
        .run(
            LIMITS,
            List.of("-C", "none", "-s", "proto", "-r", file.toAbsolutePath().toString()),
            output -> report.append(new String(output.readAllBytes(), StandardCharsets.UTF_8)),
            Complaints.NOTHING_IS_HARMLESS);
    Matcher matcher = TOTAL.matcher(report);
    if (!matcher.find()) {
      throw new DataException("nfdump says nothing about " + file);
    }
    return Long.parseLong(matcher.group(1));
  }

  /** The packets with DNS responses that tshark finds. */
  static long responses(String tshark, Path file) {
    AtomicLong lines = new AtomicLong();
    Tool.locate(tshark)
        .run(
            LIMITS,
            List.of(
                "-n",
                "-r",
                file.toAbsolutePath().toString(),
                "-Y",
                "dns.flags.response == 1",
                "-T",
                "fields",
                "-e",
                "frame.number"),
            output -> {
              byte[] buffer = new byte[1 << 16];
              for (int count = output.read(buffer); count >= 0; count = output.read(buffer)) {
                for (int i = 0; i < count; i++) {
                  if (buffer[i] == '\n') {
                    lines.incrementAndGet();
                  }
                }
              }
            },
            line -> true);
    return lines.get();
  }

  /** The lines of a log that are not directives. */
  static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines.filter(line -> !line.startsWith("#")).count();
    } catch (IOException e) {
      throw new RetriableException("cannot read " + file + ": " + e, e);
    }
  }
}
