package org.openspot.cli;

import java.nio.file.Path;
import org.openspot.cli.config.SpotConfig;
import org.openspot.core.config.BoundConfig;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code spot}: what all commands share. */
@Command(
    name = "spot",
    description = "Network telemetry into open Hive tables, with nothing lost.",
    mixinStandardHelpOptions = true,
    versionProvider = SpotCommand.Version.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      " 0:all went well",
      " 1:it did not, and a line on standard error says why",
      " 2:the command line or the configuration is wrong",
      " 3:Java ran out of memory",
      " 4:another worker has taken over this one's partitions"
    })
final class SpotCommand implements Runnable {
  private final Installation installation;

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The configuration (default: $SPOT_CONF, else conf/spot.yaml of this program).")
  private Path configFile;

  SpotCommand(Installation installation) {
    this.installation = installation;
  }

  /** The configuration in force, read anew at each call. */
  BoundConfig<SpotConfig> config() {

    return SpotConfig.binder().load(configFile(), installation.environment());
  }

  Path configFile() {
    return configFile == null ? installation.configFile() : configFile;
  }

  Installation installation() {
    return installation;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** What the jar says it is. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = SpotCommand.class.getPackage().getImplementationVersion();
      return new String[] {"OpenSpot " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
