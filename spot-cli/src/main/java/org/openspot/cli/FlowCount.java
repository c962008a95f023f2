package org.openspot.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openspot.core.error.DataException;
import org.openspot.parsers.process.Complaints;
import org.openspot.parsers.process.Tool;
import org.openspot.parsers.process.ToolLimits;

/** What nfdump itself counts in a file: the other opinion. */
final class FlowCount {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total flows processed: (\\d+)");
  private static final ToolLimits LIMITS = new ToolLimits(Duration.ofMinutes(10), 2L << 30);

  private FlowCount() {}

  /** The flows nfdump processes when it reads the file from end to end. */
  static long of(String nfdump, Path file) {
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
}
