package org.openspot.cli;

import java.util.List;
import org.openspot.cli.deadletters.FoundLetter;
import org.openspot.cli.deadletters.LetterJson;
import org.openspot.cli.deadletters.LetterText;
import org.openspot.cli.query.Values;
import org.openspot.core.error.DataException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spot deadletters}. */
@Command(
    name = "deadletters",
    description = "What could not be dissected: see it, have it read again, or do without it.")
final class DeadLettersCommand implements Runnable {
  private final SpotCommand spot;
  private final Console console;

  @Spec private CommandSpec spec;

  DeadLettersCommand(SpotCommand spot, Console console) {
    this.spot = spot;
    this.console = console;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list, show, retry or drop is missing");
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "list",
      description = "List dead letters: the original, the first record not read, and why.")
  void list(
      @Option(names = "--all", description = "Also those that need nobody any more.") boolean all,
      @Option(names = "--pipeline", paramLabel = "NAME", description = "Those of a pipeline.")
          String pipeline,
      @Option(names = "--json", description = "A JSON object on each line, for scripts.")
          boolean json) {
    try (Assembly assembly = assembly()) {
      List<FoundLetter> found = new FoundLetters(assembly).list(pipeline, all);
      found.forEach(
          letter -> console.out().println(json ? LetterJson.of(letter) : LetterText.line(letter)));
      if (!json) {
        console.err().println(count(found.size()));
      }
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "show",
      description = "Print everything about one dead letter, and what to try next.")
  void show(
      @Parameters(index = "0", paramLabel = "ID", description = "As spot deadletters list has it.")
          String id,
      @Option(names = "--json", description = "One JSON object, for scripts.") boolean json) {
    try (Assembly assembly = assembly()) {
      FoundLetter found =
          DeadLetterSelection.named(id, new FoundLetters(assembly).list(null, true));
      if (json) {
        console.out().println(LetterJson.of(found));
      } else {
        LetterText.all(found).forEach(console.out()::println);
      }
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "retry",
      description = "Have dead letters read again, by the way that every file takes.",
      footer = {
        "",
        "Only what is not stored yet is stored. A dead letter is closed once a worker",
        "has read its records; if that fails again, a new one takes its place."
      })
  int retry(
      @Mixin DeadLetterSelection selection,
      @Option(names = "--json", description = "A JSON object for each, for scripts.")
          boolean json) {
    selection.require(subcommand("retry"));
    try (Assembly assembly = assembly()) {
      FoundLetters letters = new FoundLetters(assembly);
      List<FoundLetter> chosen = selection.from(letters.list(selection.pipeline(), true));
      if (chosen.isEmpty()) {
        console.err().println("Nothing to retry: no such dead letter is open");
        return 0;
      }
      DeadLetterRetry retry = new DeadLetterRetry(assembly, letters);
      return each(chosen, json, retry::send);
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "drop",
      description = "Do without what dead letters stand for, and note who decided so and why.",
      footer = {
        "",
        "Nothing is deleted: the archived original stays, spot deadletters list --all",
        "shows what was dropped, and retry takes it up again."
      })
  int drop(
      @Mixin DeadLetterSelection selection,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Why: kept with the decision.")
          String reason,
      @Option(names = "--yes", description = "Do it, instead of saying what would be dropped.")
          boolean yes,
      @Option(names = "--json", description = "A JSON object for each, for scripts.")
          boolean json) {
    selection.require(subcommand("drop"));
    if (reason.isBlank()) {
      throw new ParameterException(subcommand("drop").commandLine(), "--reason is empty");
    }
    try (Assembly assembly = assembly()) {
      FoundLetters letters = new FoundLetters(assembly);
      List<FoundLetter> chosen = selection.from(letters.list(selection.pipeline(), true));
      if (chosen.isEmpty()) {
        console.err().println("Nothing to drop: no such dead letter is open");
        return 0;
      }
      if (!yes) {
        chosen.forEach(letter -> console.err().println(LetterText.line(letter)));
        throw new ParameterException(
            subcommand("drop").commandLine(),
            count(chosen.size()) + " would be dropped: say --yes to do it");
      }
      return each(
          chosen,
          json,
          found -> {
            if (!found.entry().fate().isOpen()) {
              return "nothing to do: it is closed already";
            }
            boolean first =
                letters
                    .book(found)
                    .drop(found.entry(), Assembly.user(), assembly.now(), reason.strip());
            return first ? "dropped" : "nothing to do: somebody has just dropped it";
          });
    }
  }

  /** What is done with each; answers with what was done, throws what stands in the way. */
  private interface Deed {
    String with(FoundLetter found);
  }

  /** One that cannot be helped does not keep the others from it; Kafka or HDFS away does. */
  private int each(List<FoundLetter> chosen, boolean json, Deed deed) {
    int failed = 0;
    for (FoundLetter found : chosen) {
      boolean done = true;
      String message;
      try {
        message = deed.with(found);
      } catch (DataException e) {
        done = false;
        failed++;
        message = e.getMessage();
      }
      if (json) {
        console.out().println(LetterJson.of(found, done, message));
      } else {
        String line =
            found.id() + "  " + Values.harmless(found.what()) + ": " + Values.harmless(message);
        (done ? console.out() : console.err()).println(line);
      }
    }
    return failed == 0 ? 0 : 1;
  }

  private CommandSpec subcommand(String name) {
    return spec.subcommands().get(name).getCommandSpec();
  }

  private Assembly assembly() {
    return new Assembly(spot.config().value(), spot.installation());
  }

  private static String count(int letters) {
    return letters == 1 ? "1 dead letter" : letters + " dead letters";
  }
}
