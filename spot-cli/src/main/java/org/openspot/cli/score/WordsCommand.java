package org.openspot.cli.score;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openspot.cli.query.Values;
import org.openspot.core.error.DataException;
import org.openspot.core.error.FileTrouble;
import org.openspot.core.error.RetriableException;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.word.AgentCounts;
import org.openspot.scoring.model.word.ExplainedWord;
import org.openspot.scoring.model.word.KnownDomains;
import org.openspot.scoring.model.word.Recipe;
import org.openspot.scoring.model.word.Recipes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spot score words}. */
@Command(
    name = "words",
    description = "Print the words that scoring makes of rows, with the parts they are made of.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Needs no configuration. Rows that cannot be scored go to standard error with",
      "the reason, and the exit status is 1.",
      "Example: spot score words --source dns --input rows.csv"
    })
final class WordsCommand implements Runnable {
  private static final String SPOT_1_1 = "spot-1.1";

  private final PrintWriter out;
  private final PrintWriter err;

  @Spec private CommandSpec spec;

  @Option(names = "--source", required = true, description = "flow, dns or proxy.")
  private String source;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description = "Rows: Parquet, or CSV whose first line names its columns.")
  private Path input;

  @Option(
      names = "--compat",
      paramLabel = "VERSION",
      description = "spot-1.1: the words of Apache Spot 1.1, to the letter.")
  private String compat;

  @Option(
      names = "--own-domain",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The site's own domain, such as acme.com.")
  private String ownDomain;

  @Option(
      names = "--popular",
      paramLabel = "FILE",
      description = "Popular domains: lines of rank,domain.")
  private Path popular;

  WordsCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public void run() {
    if (compat != null && !compat.equals(SPOT_1_1)) {
      throw new ParameterException(spec.commandLine(), "--compat knows " + SPOT_1_1 + " only");
    }
    Recipes recipes = compat == null ? Recipes.OPENSPOT : Recipes.SPOT_1_1;
    long bad = print(ScoredSource.of(source), recipes);
    if (bad > 0) {
      throw new DataException(bad + " rows of " + input + " cannot be scored, see above");
    }
  }

  private KnownDomains known() {
    if (popular == null) {
      return new KnownDomains(ownDomain, List.of());
    }
    try (Reader in = Files.newBufferedReader(popular)) {
      return new KnownDomains(ownDomain, KnownDomains.readRanking(in));
    } catch (IOException e) {
      throw new RetriableException("cannot read " + popular + ": " + FileTrouble.reason(e), e);
    }
  }

  private <R> long print(ScoredSource<R> records, Recipes recipes) {
    Recipe<R> recipe = records.recipe(recipes, known(), agents(records));
    return read(
        records,
        (number, row) -> recipe.explain(records.scorable(row)).forEach(word -> print(number, word)),
        (number, reason) -> err.println("row " + number + ": " + Values.harmless(reason)));
  }

  /** A request's word has how often its user agent occurs, so all are read before the first. */
  private <R> AgentCounts agents(ScoredSource<R> records) {
    Map<String, Long> agents = new HashMap<>();
    if (records.countsAgents()) {
      read(
          records,
          (number, row) ->
              records
                  .agent(records.scorable(row))
                  .ifPresent(agent -> agents.merge(agent, 1L, Long::sum)),
          (number, reason) -> {}); // said when it is to be printed
    }
    return AgentCounts.of(agents);
  }

  private long read(ScoredSource<?> records, RowFile.Reader reader, RowFile.Complaint complaint) {
    List<String> columns = records.wordColumns();
    // What words are not made of may be there, and as it likes.
    RowFile.Reader words =
        (number, row) ->
            reader.take(number, column -> columns.contains(column) ? row.text(column) : null);
    return RowFile.read(input, records.table(), columns, words, complaint);
  }

  private void print(long number, ExplainedWord word) {
    String document = Values.harmless(word.word().document());
    out.println(number + "  " + document + "  " + Values.harmless(word.word().word()));
    for (ExplainedWord.Part part : word.parts()) {
      String value = Values.harmless(part.name() + " = " + part.value());
      boolean says = part.meaning().equals(part.value());
      out.println("     " + value + (says ? "" : "  (" + Values.harmless(part.meaning()) + ")"));
    }
  }
}
