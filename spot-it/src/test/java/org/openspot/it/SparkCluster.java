package org.openspot.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A standalone cluster of Spark's own on this machine: a master, a worker whose executors are
 * processes of their own, and spark-submit. It has Spark's jars and what Spark stands on, but
 * nothing of ours.
 */
final class SparkCluster implements AutoCloseable {
  private static final String MASTER = "org.apache.spark.deploy.master.Master";
  private static final String WORKER = "org.apache.spark.deploy.worker.Worker";

  /** What a cluster has as its own: it says that it is there. */
  private static final String LOGGING =
      """
      <configuration>
        <appender name="stderr" class="ch.qos.logback.core.ConsoleAppender">
          <target>System.err</target>
          <encoder><pattern>%d %level %logger{0}: %msg%n</pattern></encoder>
        </appender>
        <root level="INFO"><appender-ref ref="stderr"/></root>
      </configuration>
      """;

  private static final String SUBMIT = "org.apache.spark.deploy.SparkSubmit";

  private final Path home;
  private final int firstPort = FreePorts.first();
  private final SpotProcess master;
  private final SpotProcess worker;

  /** Starts it in a new directory. */
  SparkCluster(Path home) {
    this.home = home;
    linkJars();
    master =
        start("master", MASTER, "--host", "127.0.0.1", "--port", port(0), "--webui-port", port(1));
    master.says("I have been elected leader");
    worker =
        start(
            "worker",
            WORKER,
            "--host",
            "127.0.0.1",
            "--port",
            port(2),
            "--webui-port",
            port(3),
            "--cores",
            "2",
            "--memory",
            "1g",
            "--work-dir",
            home.resolve("work").toString(),
            url());
    worker.says("Successfully registered with master");
  }

  private void linkJars() {
    Path jars = home.resolve("jars");
    Path lib = RealStack.distribution().resolve("lib");
    try {
      Files.createDirectories(jars);
      Files.writeString(home.resolve("logback.xml"), LOGGING);
      for (Path directory : List.of(lib, lib.resolve("spark"))) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "*.jar")) {
          for (Path jar : all) {
            Path link = jars.resolve(jar.getFileName());
            if (!jar.getFileName().toString().startsWith("spot-") && !Files.exists(link)) {
              Files.createSymbolicLink(link, jar.toAbsolutePath());
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SpotProcess start(String label, String main, String... arguments) {
    List<String> command = java();
    command.add(main);
    command.addAll(List.of(arguments));
    return SpotProcess.start(home.resolve(label), environment(), command);
  }

  private List<String> java() {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dlogback.configurationFile=" + home.resolve("logback.xml"),
            "-cp",
            home.resolve("jars") + "/*"));
  }

  private static String logging() {
    return "-Dlogback.configurationFile=" + RealStack.distribution().resolve("conf/logback.xml");
  }

  private Map<String, String> environment() {
    return Map.of(
        "SPARK_HOME",
        home.toString(),
        "SPARK_SCALA_VERSION",
        "2.13",
        "SPARK_LOCAL_IP",
        "127.0.0.1",
        "JAVA_HOME",
        System.getProperty("java.home"));
  }

  /** Of spark-submit's {@code --master}. */
  String url() {
    return "spark://127.0.0.1:" + port(0);
  }

  private String port(int which) {
    return Integer.toString(firstPort + which);
  }

  /** Runs a spot command as docs/scoring.md says, by spark-submit. */
  SpotProcess submit(Path log, List<String> spot) {
    Path installation = RealStack.distribution();
    Path lib = installation.resolve("lib");
    List<String> jars = new ArrayList<>();
    Path cli = null;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(lib, "*.jar")) {
      for (Path jar : all) {
        jars.add(jar.toAbsolutePath().toString());
        cli = jar.getFileName().toString().startsWith("spot-cli-") ? jar : cli;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--master",
                url(),
                "--class",
                "org.openspot.cli.Main",
                "--jars",
                String.join(",", jars),
                "--conf",
                "spark.driver.extraJavaOptions=-Dspot.installation="
                    + installation
                    + " "
                    + logging(),
                "--conf",
                "spark.executor.extraJavaOptions=" + logging(),
                String.valueOf(cli)));
    arguments.addAll(spot);
    return SpotProcess.start(log, environment(), launched(arguments));
  }

  /** What the script spark-submit would run: Spark's launcher says. */
  private List<String> launched(List<String> arguments) {
    List<String> command = java();
    command.add("org.apache.spark.launcher.Main");
    command.add(SUBMIT);
    command.addAll(arguments);
    SpotProcess launcher =
        SpotProcess.start(home.resolve("launcher"), environment(), command).endsWith(0);
    // As bin/spark-class reads it: after a line with NUL come words that end in NUL.
    String words = launcher.output().substring(launcher.output().indexOf("\0\n") + 2);
    return Arrays.stream(words.split("\0", -1)).filter(word -> !word.isEmpty()).toList();
  }

  /** The directories of executors that have run. */
  List<Path> executors() {
    try (var entries = Files.walk(home.resolve("work"), 2)) {
      return entries
          .filter(path -> path.getParent().getFileName().toString().startsWith("app-"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    // The worker ends its executors.
    for (SpotProcess process : List.of(worker, master)) {
      process.trySignal("TERM");
      int unused = process.status();
    }
  }
}
