package org.openspot.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.openspot.core.config.DurationText;
import org.openspot.core.lifecycle.Component;
import org.openspot.core.lifecycle.Daemon;
import org.openspot.core.lifecycle.Idle;
import org.openspot.core.lifecycle.StopSignals;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What both daemons take, and how both are run. */
final class DaemonOptions {
  @Option(
      names = "--until-idle",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = {
        "Stop with status 0 once nothing has landed, waited or been in flight for this long (5s,"
            + " 2m); with status 1 if something needed was away that long."
      })
  private Duration untilIdle;

  /** Runs one component as a daemon until it is stopped, fails, or is idle as asked. */
  <C extends Component & Idle> void run(Function<Daemon, C> component) {
    Daemon daemon = new Daemon(Clock.systemUTC());
    C made = component.apply(daemon);
    if (untilIdle != null) {
      daemon.untilIdle(untilIdle, List.of(made));
    }
    StopSignals.during(daemon::stop, () -> daemon.run(List.of(made)));
  }

  static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return DurationText.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
