package org.openspot.parsers.process;

import java.util.List;
import org.apache.commons.exec.CommandLine;

/** A command of which the arguments stay as they are: Commons Exec would trim them. */
final class ExactCommandLine extends CommandLine {
  private final List<String> command;

  ExactCommandLine(List<String> command) {
    super(command.get(0));
    this.command = List.copyOf(command);
  }

  @Override
  public String[] getArguments() {
    return command.subList(1, command.size()).toArray(new String[0]);
  }

  @Override
  public String[] toStrings() {
    return command.toArray(new String[0]);
  }
}
