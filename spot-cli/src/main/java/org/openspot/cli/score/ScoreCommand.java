package org.openspot.cli.score;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spot score}. */
@Command(name = "score", description = "See how records are scored, and how well that works.")
public final class ScoreCommand implements Runnable {
  @Spec private CommandSpec spec;

  private ScoreCommand() {}

  /** The command with its subcommands. */
  public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return new CommandLine(new ScoreCommand())
        .addSubcommand(new WordsCommand(out, err))
        .addSubcommand(new EvaluateCommand(out, err));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "words or evaluate is missing");
  }
}
