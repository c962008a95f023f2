package org.openspot.cli;

import java.util.ArrayList;
import java.util.List;
import org.openspot.cli.deadletters.FoundLetter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Which dead letters a command is about: those named, or all open ones that pass the filters. */
final class DeadLetterSelection {
  @Parameters(arity = "0..*", paramLabel = "ID", description = "As spot deadletters list has them.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--all", description = "All that are open.")
  private boolean all;

  @Option(names = "--pipeline", paramLabel = "NAME", description = "Those of a pipeline.")
  private String pipeline;

  @Option(names = "--stage", paramLabel = "STAGE", description = "decode, fetch or dissect.")
  private String stage;

  @Option(
      names = "--cause-contains",
      paramLabel = "TEXT",
      description = "Those with this in their cause.")
  private String cause;

  /** Refuses a command line that names none, or names some and describes others. */
  void require(CommandSpec command) {
    boolean described = all || pipeline != null || stage != null || cause != null;
    if (ids.isEmpty() && !described) {
      throw new ParameterException(
          command.commandLine(),
          "which? Name them by ID, or say --all, --pipeline, --stage or --cause-contains");
    }
    if (!ids.isEmpty() && described) {
      throw new ParameterException(
          command.commandLine(), "either IDs, or --all, --pipeline, --stage and --cause-contains");
    }
  }

  /** The pipeline to look at; null for every one. */
  String pipeline() {
    return pipeline;
  }

  /**
   * Picks from all there are.
   *
   * @throws CommandFailedException if one that was named is not there
   */
  List<FoundLetter> from(List<FoundLetter> found) {
    if (ids.isEmpty()) {
      return found.stream().filter(this::isDescribed).toList();
    }
    return ids.stream().distinct().map(id -> named(id, found)).toList();
  }

  static FoundLetter named(String id, List<FoundLetter> found) {
    return found.stream()
        .filter(letter -> letter.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "no dead letter "
                        + id
                        + ": its records are stored by now, or spot deadletters list --all has"
                        + " others",
                    null));
  }

  private boolean isDescribed(FoundLetter letter) {
    return letter.entry().fate().isOpen()
        && (stage == null || letter.letter().stage().equals(stage))
        && (cause == null || letter.letter().cause().contains(cause));
  }
}
