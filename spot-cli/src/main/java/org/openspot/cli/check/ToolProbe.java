package org.openspot.cli.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.RetriableException;

/**
 * Asks a program for its version.
 *
 * @param command its name, looked up in the PATH, or its path
 * @param versionOption the argument that makes it say its version and end
 */
public record ToolProbe(String name, String command, String versionOption) implements Probe {
  private static final int SECONDS = 20;
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+");
  private static final int ENOUGH_BYTES = 4096;

  @Override
  public String run() {
    try {
      Process process =
          new ProcessBuilder(command, versionOption).redirectErrorStream(true).start();
      try {
        return version(process);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new ConfigException("cannot be run as \"" + command + "\": not installed?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetriableException("interrupted", e);
    }
  }

  private String version(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    // What a program says about its version fits in a pipe: it ends without being read.
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new ConfigException(
          command + " " + versionOption + " did not end in " + SECONDS + " s");
    }
    String text =
        new String(process.getInputStream().readNBytes(ENOUGH_BYTES), StandardCharsets.UTF_8);
    List<String> lines = text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    String first = lines.isEmpty() ? "" : lines.get(0);
    if (process.exitValue() != 0) {
      throw new ConfigException(
          command + " " + versionOption + " ended with " + process.exitValue() + ": " + first);
    }
    // tshark warns before it answers.
    return lines.stream().filter(line -> VERSION.matcher(line).find()).findFirst().orElse(first);
  }
}
