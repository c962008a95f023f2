package org.openspot.scoring.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openspot.scoring.model.detect.Alert;
import org.openspot.scoring.model.detect.Evidence;
import org.openspot.scoring.model.detect.Reason;

/**
 * Why a record is among the results, in numbers that a person can count again.
 *
 * @param host whose word it is: for a flow the end for which its word is the less probable
 * @param word the word
 * @param counts how often it occurs, in what the model was trained on
 * @param unusual the part of the word that is unusual; null if no single one is
 * @param findings what is unusual about the record, the most unusual first; empty unless fused
 */
public record Explanation(
    String host, String word, Counts counts, UnusualPart unusual, List<Alert.Finding> findings) {
  private static final int FINDINGS_TOLD = 3;

  public Explanation {
    findings = List.copyOf(findings);
  }

  /**
   * How often a word occurs.
   *
   * @param ofHost of this host
   * @param hostTotal words of this host
   * @param overall of any host
   * @param total words of all hosts
   * @param hosts how many hosts have it
   */
  public record Counts(long ofHost, long hostTotal, long overall, long total, long hosts) {}

  /**
   * The part of a word without which most other words are the same.
   *
   * @param name such as {@code bytes bin}
   * @param meaning its value for people
   * @param others how many words are the same but for this part, this word's own included
   */
  public record UnusualPart(String name, String meaning, long others) {}

  /** How many as unusual a day of usual traffic has; infinite where nothing says. */
  public double expected() {
    return findings.isEmpty() ? Double.POSITIVE_INFINITY : findings.get(0).expected();
  }

  /** All of it in a line: what detectors found, then how rare the word is. */
  public String text() {
    StringBuilder text = new StringBuilder();
    // Detectors that look at the same thing say the same of it.
    Map<String, List<String>> detectors = new LinkedHashMap<>();
    findings.stream()
        .filter(finding -> finding.isWorthTelling() || finding.equals(findings.get(0)))
        .map(Alert.Finding::evidence)
        .filter(evidence -> !Detectors.isOfModel(evidence.detector()))
        .limit(FINDINGS_TOLD)
        .forEach(
            evidence ->
                detectors
                    .computeIfAbsent(reasons(evidence), unused -> new ArrayList<>())
                    .add(evidence.detector()));
    detectors.forEach(
        (reasons, names) -> text.append(String.join(", ", names)).append(' ').append(reasons));
    text.append(
        String.format(
            Locale.ROOT,
            "%s is %d of the %d words of %s and %d of all %d, with %d hosts",
            word,
            counts.ofHost(),
            counts.hostTotal(),
            host,
            counts.overall(),
            counts.total(),
            counts.hosts()));
    if (unusual == null) {
      text.append("; no single part of it is unusual");
    } else {
      text.append(
          String.format(
              Locale.ROOT,
              "; unusual: %s %s, of %d words that are otherwise the same",
              unusual.name(),
              unusual.meaning(),
              unusual.others()));
    }
    return text.toString();
  }

  private static String reasons(Evidence evidence) {
    return "("
        + evidence.subject()
        + "): "
        + String.join(", ", evidence.reasons().stream().map(Reason::text).toList())
        + "; ";
  }
}
