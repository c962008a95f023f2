package org.openspot.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java program with its class path: the configuration directory first, then the component's jars
 * by name, so that every machine finds the same class in the same jar.
 *
 * @param libraries the directory of jars
 * @param options of the JVM
 * @param mainClass what to run
 * @param arguments for it
 */
record JavaCommand(Path libraries, List<String> options, String mainClass, List<String> arguments) {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  /**
   * Starts the program detached: its own session where {@code setsid} is installed, so that neither
   * Ctrl-C nor the end of the terminal reaches it; nothing of ours as its input or output.
   */
  Process start(ServiceFiles files) throws IOException {
    return builder(files, true).redirectOutput(files.console().toFile()).start();
  }

  /** Runs the program to its end; what it prints is added to the console file. */
  void run(ServiceFiles files) throws IOException {
    LogTail said = LogTail.fromNow(files.console());
    Process process =
        builder(files, false)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(files.console().toFile()))
            .start();
    try {
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(
            mainClass
                + " ended with status "
                + status
                + "; see "
                + files.console()
                + "; it said: "
                + said.lastError().orElse("nothing"));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException(mainClass + " was interrupted", e);
    }
  }

  private ProcessBuilder builder(ServiceFiles files, boolean detached) throws IOException {
    Path argumentFile = files.conf().resolve("class-path.args");
    Files.writeString(argumentFile, "-classpath\n\"" + escaped(classPath(files)) + "\"\n");
    List<String> command = new ArrayList<>();
    if (detached && Files.isExecutable(SETSID)) {
      command.add(SETSID.toString());
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dspot.stack.service=" + files.name());
    command.add("-Dspot.stack.log=" + files.log());
    command.add("-Djava.io.tmpdir=" + files.temporary());
    command.add("-Djava.net.preferIPv4Stack=true");
    command.add("-Duser.timezone=UTC");
    command.addAll(options);
    command.add("@" + argumentFile);
    command.add(mainClass);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(files.directory().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true);
    forgetOtherInstallations(builder.environment());
    return builder;
  }

  /** An administrator's own Hadoop, Hive or Kafka must not configure this one. */
  private static void forgetOtherInstallations(Map<String, String> environment) {
    environment
        .keySet()
        .removeIf(name -> name.matches("(HADOOP|HDFS|YARN|HIVE|TEZ|KAFKA)_.*|CLASSPATH"));
  }

  /** What this command cannot run without, if it is not there. */
  Optional<String> missing() throws IOException {
    return jars().isEmpty()
        ? Optional.of("local stack: no jars at " + libraries)
        : Optional.empty();
  }

  private String classPath(ServiceFiles files) throws IOException {
    return Stream.concat(Stream.of(files.conf().toString()), jars().stream())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private List<String> jars() throws IOException {
    if (!Files.isDirectory(libraries)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(libraries)) {
      return all.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted().toList();
    }
  }

  /** As the java launcher reads quoted text in an argument file. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
