package org.openspot.parsers.flow;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What nfdump prints of a file, taken apart the plain way, to compare with. */
final class NfdumpText {
  private NfdumpText() {}

  /** The values of each flow in those of nfdump's formats. */
  static List<String[]> print(Path file, boolean plainNumbers, String... formats) {
    List<String> command =
        new ArrayList<>(List.of("nfdump", "-C", "none", "-G", "none", "-q", "-6", "-r"));
    command.add(file.toString());
    if (plainNumbers) {
      command.add("-N");
    }
    command.add("-o");
    command.add("fmt:row|" + String.join("|", formats) + "|");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("TZ", "UTC");
    List<String[]> rows = new ArrayList<>();
    try {
      Process process = builder.start();
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          if (line.startsWith("row|")) {
            rows.add(line.substring(4).strip().split("\\s*\\|\\s*", 0));
          }
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
