package org.openspot.scoring.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.openspot.scoring.model.counting.CountingModel;
import org.openspot.scoring.model.detect.Alert;
import org.openspot.scoring.model.detect.DayDetector;
import org.openspot.scoring.model.detect.Evidence;
import org.openspot.scoring.model.detect.Fusion;
import org.openspot.scoring.model.detect.ScoreEvidence;
import org.openspot.scoring.model.detect.TailCalibration;
import org.openspot.scoring.model.feedback.FeedbackWeights;
import org.openspot.scoring.model.result.RecordScorer;
import org.openspot.scoring.model.result.Scored;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.topic.TopicScores;
import org.openspot.scoring.model.word.DocumentWord;
import org.openspot.scoring.model.word.ExplainedWord;
import org.openspot.scoring.model.word.Recipe;

/** Puts what a scan found in order, and says why each record is there. */
final class RankedResults<R> {
  /** False alerts a day that are accepted of what detectors say. */
  static final double BUDGET = 1;

  /**
   * What it works with.
   *
   * @param rare empty where counting was not asked for
   */
  record Parts<R>(
      ScoringRequest<R> request,
      Recipe<R> recipe,
      TopicScores topics,
      CountingModel counting,
      FeedbackWeights feedback,
      RarePairs rare,
      Detectors.Findings detectors) {}

  private record Candidate<R>(
      String key, Row row, R record, double score, ExplainedWord word, double byCount) {}

  private final Parts<R> parts;
  private final ScoredSource<R> source;
  private final RecordScorer<R> scorer;

  RankedResults(Parts<R> parts) {
    this.parts = parts;
    this.source = parts.request().source();
    this.scorer = new RecordScorer<>(parts.recipe(), parts.topics(), parts.feedback());
  }

  /** The results, the most suspicious first. */
  List<ScoringResult.Suspicious<R>> of(Scan.Found found) {
    Map<String, Candidate<R>> candidates = new LinkedHashMap<>();
    Ranking ranking = parts.request().selection().ranking();
    List<List<Scored<Row>>> taken = new ArrayList<>();
    if (ranking != Ranking.COUNTING) {
      taken.add(found.byTopics());
    }
    if (ranking != Ranking.TOPIC) {
      taken.add(found.byCounts());
    }
    taken.addAll(found.ofSubjects().values());
    // Rows that are the same in every column are told apart by their number only.
    for (List<Scored<Row>> rows : taken) {
      Map<String, Integer> seen = new HashMap<>();
      for (Scored<Row> row : rows) {
        String key = row.key() + seen.merge(row.key(), 1, Integer::sum);
        candidates.computeIfAbsent(key, unused -> candidate(key, row.record()));
      }
    }
    Map<String, Alert.Finding> findings =
        ranking == Ranking.FUSED ? findings(found, candidates.values()) : Map.of();
    Map<String, List<Alert.Finding>> byKey = new HashMap<>();
    for (Candidate<R> candidate : candidates.values()) {
      byKey.put(candidate.key(), findings(candidate, findings));
    }
    List<Candidate<R>> ordered = new ArrayList<>(candidates.values());
    shareOut(ordered, byKey);
    ordered.sort(order(ranking, byKey));
    int limit = Math.min(parts.request().selection().limit(), ordered.size());
    return explained(ordered.subList(0, limit), byKey);
  }

  /**
   * Of the records that a finding is about those with the lowest scores stand for it: a list in
   * which a scan is a thousand lines would hide what comes after.
   */
  private void shareOut(List<Candidate<R>> candidates, Map<String, List<Alert.Finding>> findings) {
    candidates.sort(byScore());
    Map<String, Integer> told = new HashMap<>();
    for (Candidate<R> candidate : candidates) {
      findings.computeIfPresent(
          candidate.key(),
          (key, own) ->
              own.stream()
                  .filter(one -> told.merge(name(one), 1, Integer::sum) <= Scan.FOR_EACH_SUBJECT)
                  .toList());
    }
  }

  private static String name(Alert.Finding finding) {
    return finding.evidence().detector() + Scan.KEY_SEPARATOR + finding.evidence().subject();
  }

  private Comparator<Candidate<R>> byScore() {
    return Comparator.<Candidate<R>>comparingDouble(Candidate::score).thenComparing(Candidate::key);
  }

  private Candidate<R> candidate(String key, Row row) {
    R record = source.record(new RowCells(row));
    ExplainedWord least = null;
    double leastProbability = Double.POSITIVE_INFINITY;
    double byCount = 1;
    for (ExplainedWord word : parts.recipe().explain(record)) {
      DocumentWord pair = word.word();
      double probability = parts.topics().probability(pair.document(), pair.word());
      if (probability < leastProbability) {
        least = word;
        leastProbability = probability;
      }
      byCount = Math.min(byCount, parts.counting().probability(pair.document(), pair.word()));
    }
    double pulled = byCount * parts.feedback().pull(parts.recipe().words(record));
    return new Candidate<>(key, row, record, scorer.score(record), least, pulled);
  }

  private Comparator<Candidate<R>> order(
      Ranking ranking, Map<String, List<Alert.Finding>> findings) {
    Comparator<Candidate<R>> byScore = byScore();
    return switch (ranking) {
      case TOPIC -> byScore;
      case COUNTING ->
          Comparator.<Candidate<R>>comparingDouble(Candidate::byCount).thenComparing(byScore);
      case FUSED ->
          Comparator.<Candidate<R>>comparingDouble(
                  candidate -> expected(findings.get(candidate.key())))
              .thenComparing(byScore);
    };
  }

  private static double expected(List<Alert.Finding> findings) {
    return findings.isEmpty() ? Double.POSITIVE_INFINITY : findings.get(0).expected();
  }

  /** Everything that is noteworthy, by detector and subject. */
  private Map<String, Alert.Finding> findings(Scan.Found found, Iterable<Candidate<R>> candidates) {
    long scored =
        found.records() - found.flaws().values().stream().mapToLong(Long::longValue).sum();
    double typical =
        RarePairs.median(found.sample().stream().mapToDouble(Scan.Sampled::score).toArray());
    double typicalPair = parts.rare().typical();
    String topics = Detectors.topics(source.name());
    String counts = Detectors.counts(source.name());
    Map<String, TailCalibration> calibrations = new HashMap<>(parts.detectors().calibrations());
    calibrations.put(topics, RarePairs.calibration(found.sample(), Scan.Sampled::score, scored));
    calibrations.put(counts, parts.rare().calibration());
    List<Evidence> evidence = new ArrayList<>(parts.detectors().evidence());
    Set<DocumentWord> pairs = new HashSet<>();
    for (Candidate<R> candidate : candidates) {
      evidence.add(
          ScoreEvidence.of(topics, candidate.key(), candidate.score(), typical, candidate.word()));
      for (ExplainedWord word : parts.recipe().explain(candidate.record())) {
        if (pairs.add(word.word())) {
          DocumentWord pair = word.word();
          evidence.add(
              ScoreEvidence.of(
                  counts,
                  subject(pair),
                  parts.counting().probability(pair.document(), pair.word()),
                  typicalPair,
                  word));
        }
      }
    }
    Fusion fusion = new Fusion(calibrations, BUDGET);
    Map<String, Alert.Finding> findings = new HashMap<>();
    for (Evidence one : evidence) {
      Alert.Finding finding = fusion.finding(one);
      findings.put(name(finding), finding);
    }
    return findings;
  }

  private static String subject(DocumentWord pair) {
    return pair.document() + " " + pair.word();
  }

  private List<Alert.Finding> findings(
      Candidate<R> candidate, Map<String, Alert.Finding> findings) {
    List<Alert.Finding> own = new ArrayList<>();
    List<String> names = new ArrayList<>();
    names.add(Detectors.topics(source.name()) + Scan.KEY_SEPARATOR + candidate.key());
    for (DocumentWord pair : parts.recipe().words(candidate.record())) {
      names.add(Detectors.counts(source.name()) + Scan.KEY_SEPARATOR + subject(pair));
    }
    for (DayDetector<R, ?> detector : source.detectors()) {
      String subject = detector.subject(candidate.record());
      detector.names().forEach(name -> names.add(name + Scan.KEY_SEPARATOR + subject));
    }
    names.stream().distinct().map(findings::get).filter(one -> one != null).forEach(own::add);
    own.sort(
        Comparator.comparingDouble(Alert.Finding::expected)
            .thenComparing(finding -> finding.evidence().detector()));
    return own;
  }

  private List<ScoringResult.Suspicious<R>> explained(
      List<Candidate<R>> ordered, Map<String, List<Alert.Finding>> findings) {
    Set<ExplainedWord> words = new HashSet<>();
    ordered.forEach(candidate -> words.add(candidate.word()));
    WordStatistics statistics = new WordStatistics(parts.counting(), words);
    List<ScoringResult.Suspicious<R>> results = new ArrayList<>();
    for (Candidate<R> candidate : ordered) {
      DocumentWord pair = candidate.word().word();
      results.add(
          new ScoringResult.Suspicious<>(
              results.size(),
              candidate.record(),
              ScoringResult.values(source, candidate.row()),
              candidate.score(),
              new Explanation(
                  pair.document(),
                  pair.word(),
                  statistics.counts(pair),
                  statistics.unusual(candidate.word()),
                  findings.get(candidate.key()))));
    }
    return results;
  }
}
