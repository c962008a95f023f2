package org.openspot.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Function;
import org.openspot.cli.check.Probe;
import org.openspot.cli.config.SpotConfig;
import org.openspot.cli.migrate.Note;
import org.openspot.cli.migrate.SpotImport;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.SpotException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spot config}. */
@Command(name = "config", description = "Check or show the configuration, or import Apache Spot's.")
final class ConfigCommand implements Runnable {
  private final SpotCommand spot;
  private final Console console;
  private final Function<SpotConfig, List<Probe>> probes;

  @Spec private CommandSpec spec;

  ConfigCommand(SpotCommand spot, Console console, Function<SpotConfig, List<Probe>> probes) {
    this.spot = spot;
    this.console = console;
    this.probes = probes;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "check, show or import is missing");
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "show",
      description = "Print what is in force and where each value came from.")
  void show() {
    console.out().print(spot.config().toYaml());
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "check",
      description = "Report everything that is wrong with the configuration.")
  int check(
      @Option(
              names = "--connect",
              description = "Also try what it names: Kafka, HDFS, Hive, and the tools' versions.")
          boolean connect) {
    SpotConfig config = spot.config().value();
    console.out().println("ok       " + spot.configFile());
    boolean good = true;
    if (connect) {
      for (Probe probe : probes.apply(config)) {
        good &= report(probe);
      }
    }
    return good ? 0 : 1;
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "import",
      description = {
        "Make a spot.yaml of Apache Spot's ingest_conf.json and spot.conf.",
        "What needs a look, and what could not be carried over, goes to standard error."
      })
  void migrate(
      @Option(
              names = "--ingest-conf",
              paramLabel = "FILE",
              description = "Spot's ingest_conf.json.")
          Path ingestConf,
      @Option(names = "--spot-conf", paramLabel = "FILE", description = "Spot's spot.conf.")
          Path spotConf,
      @Option(
              names = "--output",
              paramLabel = "FILE",
              description = "Where to write; never over a file that is there (standard output).")
          Path output) {
    if (ingestConf == null && spotConf == null) {
      throw new ParameterException(
          spec.commandLine().getSubcommands().get("import"),
          "give --ingest-conf, --spot-conf or both");
    }
    SpotImport imported = SpotImport.of(ingestConf, spotConf);
    if (output == null) {
      console.out().print(imported.yaml());
      console.out().flush();
    } else {
      write(output, imported.yaml());
    }
    list("To look at:", imported.notes(), Note.Kind.LOOK);
    list("Not carried over:", imported.notes(), Note.Kind.LEFT_OUT);
  }

  private void list(String title, List<Note> notes, Note.Kind kind) {
    List<Note> some = notes.stream().filter(note -> note.kind() == kind).toList();
    if (!some.isEmpty()) {
      console.err().println(title);
      some.forEach(note -> console.err().println("  " + note));
    }
  }

  private static void write(Path output, String text) {
    try {
      Files.writeString(output, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new ConfigException(output + ": is there already and is not overwritten", e);
    } catch (IOException e) {
      throw new ConfigException(output + ": cannot be written: " + e, e);
    }
  }

  private boolean report(Probe probe) {
    console.out().flush();
    try {
      console.out().println("ok       " + probe.name() + ": " + probe.run());
      return true;
    } catch (SpotException e) {
      console.out().println("PROBLEM  " + probe.name() + ": " + e.getMessage());
      return false;
    }
  }
}
