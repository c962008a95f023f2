package org.openspot.scoring.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.openspot.scoring.evaluation.Evaluation.Alerts;
import org.openspot.scoring.evaluation.Evaluation.Row;
import org.openspot.scoring.model.counting.CountingModel;
import org.openspot.scoring.model.detect.Fusion;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.word.AgentCounts;
import org.openspot.scoring.model.word.KnownDomains;
import org.openspot.scoring.model.word.Recipe;
import org.openspot.scoring.model.word.Recipes;

/**
 * Trains on labelled records without looking at the labels, ranks them by each detector, and says
 * where the anomalies came out. What is trained on and what is ranked is the same, as Spot has it.
 */
public final class Evaluator {
  public static final String COUNTING = "counting";
  public static final String TOPICS = "topics";
  public static final String TYPE_RULE = TypeRule.NAME;
  public static final String FUSED = FusedFindings.NAME;

  /** How many findings an analyst is shown. */
  private static final int SHOWN = 250;

  private static final double DAY_SECONDS = 86_400;

  private final Optional<TopicTrainer> topics;
  private final int samples;
  private final long seed;

  /**
   * An evaluator.
   *
   * @param topics trains topic models; without it their row says that they were not run
   * @param samples how often records are drawn anew for intervals
   * @param seed what chance there is comes from
   */
  public Evaluator(Optional<TopicTrainer> topics, int samples, long seed) {
    this.topics = topics;
    this.samples = samples;
    this.seed = seed;
  }

  /** Evaluates records of a source without a flaw. */
  public <R> Evaluation evaluate(ScoredSource<R> source, List<Labelled<R>> labelled) {
    List<R> records = labelled.stream().map(Labelled::record).toList();
    Table table =
        new Table(
            labelled,
            records.stream().mapToLong(record -> source.subject(record).time()).toArray());
    words(
        table,
        records,
        source.recipe(Recipes.OPENSPOT, KnownDomains.NONE, agents(source, records)));
    TypeRule.unusual(source, records).ifPresent(unusual -> table.addRule(TYPE_RULE, unusual));
    DayFindings.of(source.detectors(), records).forEach(table::add);
    return table.fused();
  }

  private static <R> AgentCounts agents(ScoredSource<R> source, List<R> records) {
    Map<String, Long> counts = new HashMap<>();
    for (R record : records) {
      source.agent(record).ifPresent(agent -> counts.merge(agent, 1L, Long::sum));
    }
    return AgentCounts.of(counts);
  }

  private <R> void words(Table table, List<R> records, Recipe<R> recipe) {
    CountingModel counting = WordFindings.count(records, recipe);
    table.add(WordFindings.of(COUNTING, records, recipe, counting));
    if (topics.isEmpty()) {
      table.rows.add(new Row(TOPICS, Optional.empty(), 0, Optional.empty()));
    } else {
      table.addRow(WordFindings.of(TOPICS, records, recipe, topics.get().train(records, recipe)));
    }
  }

  /** The rows as they come. */
  private final class Table {
    private final List<? extends Labelled<?>> labelled;
    private final boolean[] anomalous;
    private final Set<String> anomalies = new TreeSet<>();
    private final Set<String> hosts = new HashSet<>();
    private final double days;
    private final List<Findings> findings = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    Table(List<? extends Labelled<?>> labelled, long[] times) {
      this.labelled = labelled;
      anomalous = new boolean[labelled.size()];
      for (int i = 0; i < anomalous.length; i++) {
        anomalous[i] = labelled.get(i).isAnomaly();
        if (anomalous[i]) {
          anomalies.add(labelled.get(i).anomaly());
        }
      }
      long last = Arrays.stream(times).max().orElse(0);
      long first = Arrays.stream(times).min().orElse(0);
      days = Math.max(1, (last - first) / DAY_SECONDS);
    }

    /** A detector whose findings are fused. */
    void add(Findings one) {
      findings.add(one);
      hosts.addAll(Arrays.asList(one.hosts()));
      addRow(one);
    }

    void addRow(Findings one) {
      Fusion fusion = FusedFindings.fusion(List.of(one));
      rows.add(row(one, FusedFindings.expected(one, fusion)));
    }

    /** A rule that knows no findings: each record is one. */
    void addRule(String name, double[] unusual) {
      int[] each = new int[unusual.length];
      Arrays.setAll(each, i -> i);
      Findings rule = new Findings(name, unusual, new String[unusual.length], each);
      rows.add(new Row(name, Optional.of(intervals(rule)), found(rule), Optional.empty()));
    }

    Evaluation fused() {
      Findings fused = FusedFindings.of(findings);
      double[] expected =
          Arrays.stream(fused.statistics()).map(digits -> Math.pow(10, -digits)).toArray();
      rows.add(row(fused, expected));
      long positives = labelled.stream().filter(Labelled::isAnomaly).count();
      return new Evaluation(labelled.size(), positives, anomalies.size(), hosts.size(), days, rows);
    }

    private Row row(Findings one, double[] expected) {
      return new Row(
          one.detector(),
          Optional.of(intervals(one)),
          found(one),
          Optional.of(alerts(one, expected)));
    }

    private Intervals intervals(Findings one) {
      return new Ranking(one.unusual(), anomalous).bootstrap(samples, seed);
    }

    /** Findings that are as unusual count as being above. */
    private long found(Findings one) {
      double[] sorted = one.statistics().clone();
      Arrays.sort(sorted);
      double least =
          sorted.length <= SHOWN ? Double.NEGATIVE_INFINITY : sorted[sorted.length - SHOWN];
      if (sorted.length > SHOWN && sorted[sorted.length - SHOWN - 1] == least) {
        least = Math.nextUp(least);
      }
      Set<String> found = new HashSet<>();
      for (int record = 0; record < anomalous.length; record++) {
        int finding = one.ofRecord()[record];
        if (anomalous[record] && finding != Findings.NONE && one.statistics()[finding] >= least) {
          found.add(labelled.get(record).anomaly());
        }
      }
      return found.size();
    }

    private Alerts alerts(Findings one, double[] expected) {
      Map<String, Boolean> founded = new HashMap<>();
      for (int finding = 0; finding < expected.length; finding++) {
        if (expected[finding] <= 1) {
          founded.put(one.hosts()[finding], false);
        }
      }
      for (int record = 0; record < anomalous.length; record++) {
        int finding = one.ofRecord()[record];
        if (anomalous[record] && finding != Findings.NONE && expected[finding] <= 1) {
          founded.put(one.hosts()[finding], true);
        }
      }
      long unfounded = founded.values().stream().filter(found -> !found).count();
      return new Alerts(founded.size(), unfounded, founded.size() / (hosts.size() * days));
    }
  }
}
