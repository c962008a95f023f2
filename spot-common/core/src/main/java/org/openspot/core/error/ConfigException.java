package org.openspot.core.error;

import java.util.List;

/**
 * The configuration, the command line or the installation is wrong. Raised at start only; ends the
 * process with status 2. Carries every problem found, not just the first.
 */
public final class ConfigException extends SpotException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public ConfigException(String problem) {
    this(List.of(problem));
  }

  public ConfigException(String problem, Throwable cause) {
    super(problem, cause);
    this.problems = List.of(problem);
  }

  public ConfigException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems), null);
    this.problems = List.copyOf(problems);
  }

  /** One line for each problem. */
  public List<String> problems() {
    return problems;
  }
}
