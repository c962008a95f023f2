package org.openspot.cli.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.openspot.schema.TableSpec;
import org.openspot.scoring.model.feedback.Feedback;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.spark.ScoringResult;

/** Tells people and scripts what came of scoring. */
public final class ScoreText<R> {
  private static final int SHOWN = 10;
  private static final int PROBLEMS_SHOWN = 10;

  private final ScoredSource<R> source;
  private final LocalDate date;
  private final PrintWriter out;
  private final PrintWriter err;

  /** Of a day of a source. */
  public ScoreText(ScoredSource<R> source, LocalDate date, PrintWriter out, PrintWriter err) {
    this.source = source;
    this.date = date;
    this.out = out;
    this.err = err;
  }

  /** A line on the terminal, where there is one; in Java 17 there is no console otherwise. */
  @SuppressWarnings("SystemConsoleNull")
  void progress(String line) {
    if (System.console() != null) {
      err.println(line);
    }
  }

  void print(DayToScore.Outcome<R> outcome) {
    ScoringResult<R> result = outcome.result();
    out.printf(
        Locale.ROOT,
        "%s on %s: %,d records scored, %,d could not be%n",
        source.name(),
        date,
        result.records() - result.rejected(),
        result.rejected());
    result.flaws().forEach((flaw, count) -> out.printf(Locale.ROOT, "  %,d: %s%n", count, flaw));
    results(result, SHOWN, subject -> "");
    out.printf(
        Locale.ROOT,
        "%,d results in %s%s%n",
        result.results().size(),
        outcome.files().results(source),
        tables(outcome.tables()));
    if (result.rejected() > 0) {
      out.println("Records that could not be scored: " + outcome.files().rejected(source));
    }
    if (outcome.trained()) {
      out.println("Model: " + outcome.files().model(source));
    }
  }

  /**
   * Prints the first results.
   *
   * @param shown how many at most
   * @param remark what to say of one beside its rank and score; may be empty
   */
  public void results(
      ScoringResult<R> result, int shown, Function<ScoredSource.Subject, String> remark) {
    for (ScoringResult.Suspicious<R> one :
        result.results().subList(0, Math.min(shown, result.results().size()))) {
      ScoredSource.Subject subject = source.subject(one.record());
      out.printf(
          Locale.ROOT,
          "%4d  %.3e  %s%s  %s%n      %s%n",
          one.rank(),
          one.score(),
          remark.apply(subject),
          printable(subject.client()),
          printable(subject.other()),
          printable(one.explanation().text()));
    }
  }

  private static String tables(List<TableSpec> tables) {
    return tables.isEmpty()
        ? ""
        : " and tables " + String.join(", ", tables.stream().map(TableSpec::name).toList());
  }

  /** What strangers send must not move the cursor. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  void json(DayToScore.Outcome<R> outcome) {
    ScoringResult<R> result = outcome.result();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("source", source.name());
    answer.put("date", date.toString());
    answer.put("records", result.records());
    answer.put("rejected", result.rejected());
    answer.put("rejected_by_reason", result.flaws());
    answer.put("results", result.results().size());
    answer.put("file", outcome.files().results(source).toString());
    answer.put("model", outcome.trained() ? outcome.files().model(source).toString() : null);
    answer.put("tables", outcome.tables().stream().map(TableSpec::name).toList());
    answer.put("feedback_lines_not_read", outcome.problems().size());
    try {
      out.println(new ObjectMapper().writeValueAsString(answer));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Says what of the feedback could not be read; true if there is any. */
  boolean complain(DayToScore.Outcome<R> outcome) {
    List<Feedback.Problem> problems = outcome.problems();
    problems.stream().limit(PROBLEMS_SHOWN).forEach(problem -> err.println("spot: " + problem));
    if (problems.size() > PROBLEMS_SHOWN) {
      err.println("spot: " + (problems.size() - PROBLEMS_SHOWN) + " more lines like these");
    }
    return !problems.isEmpty();
  }
}
