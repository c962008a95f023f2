package org.openspot.cli;

import org.openspot.cli.score.ScoreCommand;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.FencedException;
import org.openspot.core.error.SpotException;
import picocli.CommandLine;

/** The process: finds the command, runs it, and turns how it ended into an exit status. */
public final class Main {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  /** Not 3, with which Java ends when it is out of memory. */
  private static final int SUPERSEDED = 4;

  private final Installation installation;
  private final Console console;

  Main(Installation installation, Console console) {
    this.installation = installation;
    this.console = console;
  }

  public static void main(String[] arguments) {
    System.exit(new Main(Installation.current(), Console.ofProcess()).run(arguments));
  }

  /** Runs one command line and returns its exit status. */
  int run(String... arguments) {
    int status = commandLine().execute(arguments);
    console.out().flush();
    console.err().flush();
    return status;
  }

  private CommandLine commandLine() {
    SpotCommand spot = new SpotCommand(installation);
    CommandLine commandLine =
        new CommandLine(spot)
            .addSubcommand(
                new ConfigCommand(
                    spot, console, config -> Connections.probes(config, installation)))
            .addSubcommand(new TablesCommand(spot, console))
            .addSubcommand(new CollectorCommand(spot))
            .addSubcommand(new WorkerCommand(spot))
            .addSubcommand(new DissectCommand(spot, console))
            .addSubcommand(new QueryCommand(spot, console))
            .addSubcommand(new StatusCommand(spot, console))
            .addSubcommand(new DeadLettersCommand(spot, console))
            .addSubcommand(new AuditCommand(spot, console))
            .addSubcommand(new LineageCommand(spot, console))
            .addSubcommand(new CompactCommand(spot, console))
            .addSubcommand(new RetentionCommand(spot, console))
            .addSubcommand(new ReplayCommand(spot, console))
            .addSubcommand(new RejectsCommand(spot, console))
            .addSubcommand(new GenerateCommand(spot, console))
            .addSubcommand(
                ScoreCommand.commandLine(
                    () -> new AssembledSite(new Assembly(spot.config().value(), installation)),
                    console.out(),
                    console.err()))
            .addSubcommand(new DemoCommand(spot, console))
            .addSubcommand(new BenchCommand(spot, console))
            .addSubcommand(new LocalCommand(spot, console))
            .addSubcommand(new CommandLine.HelpCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(console.out())
            .setErr(console.err())
            .setParameterExceptionHandler(this::misused)
            .setExecutionExceptionHandler((e, command, parsed) -> failed(e));
    commandLine.getSubcommands().values().forEach(Main::offerHelp);
    return commandLine;
  }

  /** Methods that are commands say so themselves: picocli hands them their options by position. */
  private static void offerHelp(CommandLine command) {
    Object user = command.getCommandSpec().userObject();
    if (!(user instanceof CommandLine.HelpCommand)) {
      command.getCommandSpec().mixinStandardHelpOptions(true);
    }
  }

  private int misused(CommandLine.ParameterException e, String[] arguments) {
    complain(e.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, console.err())) {
      String name = e.getCommandLine().getCommandSpec().qualifiedName();
      console.err().println("Try: " + name + " --help");
    }
    return USAGE;
  }

  private int failed(Exception e) {
    console.out().flush();
    if (e instanceof ConfigException config) {
      config.problems().forEach(console.err()::println);
      return USAGE;
    }
    if (e instanceof SpotException) {
      complain(e.getMessage());
      return e instanceof FencedException ? SUPERSEDED : FAILED;
    } else {
      complain("an error in OpenSpot itself: " + e);
      e.printStackTrace(console.err());
      return FAILED;
    }
  }

  private void complain(String line) {
    console.err().println("spot: " + line);
  }
}
