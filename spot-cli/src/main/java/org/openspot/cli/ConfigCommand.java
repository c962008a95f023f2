package org.openspot.cli;

import java.util.List;
import java.util.function.Function;
import org.openspot.cli.check.Probe;
import org.openspot.cli.config.SpotConfig;
import org.openspot.core.error.SpotException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spot config}. */
@Command(name = "config", description = "Check or show the configuration.")
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
    throw new ParameterException(spec.commandLine(), "check or show is missing");
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
