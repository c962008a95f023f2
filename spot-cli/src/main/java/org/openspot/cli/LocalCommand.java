package org.openspot.cli;

import java.util.Locale;
import org.openspot.cli.config.SpotConfig;
import org.openspot.stack.LocalStack;
import org.openspot.stack.ServiceStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spot local}. */
@Command(
    name = "local",
    description = "A real Kafka, HDFS and HiveServer2 on this machine: up, down or status.")
final class LocalCommand implements Runnable {
  private final SpotCommand spot;
  private final Console console;

  @Spec private CommandSpec spec;

  LocalCommand(SpotCommand spot, Console console) {
    this.spot = spot;
    this.console = console;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "up, down or status is missing");
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "up",
      description = "Start what does not run; returns when all of it answers.")
  void up() {
    stack().up(console.err()::println);
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "down",
      description = "End what up began, and nothing else; the data stays.")
  void down() {
    if (!stack().down(console.err()::println)) {
      console.err().println("Nothing was running.");
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "status",
      description = "Say what answers; status 0 only if all of it does.")
  int status() {
    boolean good = true;
    for (ServiceStatus service : stack().status()) {
      String state = service.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      console
          .out()
          .println(
              "%-12s %-14s %s  %s"
                  .formatted(service.name(), state, service.address(), service.detail())
                  .stripTrailing());
      good &= service.answers();
    }
    return good ? 0 : 1;
  }

  private LocalStack stack() {
    SpotConfig config = spot.config().value();
    return new LocalStack(config.stack().stack(config.home(), spot.installation().stack()));
  }
}
