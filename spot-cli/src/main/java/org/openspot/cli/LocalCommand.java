package org.openspot.cli;

import org.openspot.cli.config.StackSettings;
import org.openspot.stack.LocalStack;
import org.openspot.stack.ServiceStatus;
import org.openspot.stack.StackConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spot local}. */
@Command(
    name = "local",
    description = "A Kafka, an HDFS and a HiveServer2 on this machine, for trying out and for tests.")
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

  @Command(name = "up", description = "Start what does not run, and wait until all of it answers.")
  void up() {
    stack().up(this::progress);
  }

  @Command(name = "down", description = "End what `up` began, and nothing else. Data stays.")
  void down() {
    if (!stack().down(this::progress)) {
      progress("nothing was running");
    }
  }

  @Command(name = "status", description = "Ask each of them; status 0 only if all answer.")
  int status() {
    boolean all = true;
    for (ServiceStatus service : stack().status()) {
      console
          .out()
          .printf(
              "%-12s %-14s %-18s %s%n",
              service.name(), service.state(), service.address(), service.detail());
      all &= service.answers();
    }
    return all ? 0 : 1;
  }

  private void progress(String line) {
    console.err().println(line);
  }

  private LocalStack stack() {
    var config = spot.config().value();
    StackSettings settings = config.stack();
    return new LocalStack(
        StackConfig.of(config.home(), spot.installation().stack())
            .withPorts(settings.ports().toStack())
            .withHeaps(settings.heaps().toStack()));
  }
}
