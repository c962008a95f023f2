package org.openspot.scoring.model.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.openspot.schema.TableSpec;
import org.openspot.scoring.model.counting.CountingModel;
import org.openspot.scoring.model.saved.ScoringModel;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.topic.Precision;
import org.openspot.scoring.model.topic.TopicMixes;
import org.openspot.scoring.model.topic.TopicModel;
import org.openspot.scoring.model.topic.WordTable;
import org.openspot.scoring.model.word.AgentCounts;
import org.openspot.scoring.model.word.DocumentWord;
import org.openspot.scoring.model.word.KnownDomains;
import org.openspot.scoring.model.word.Recipe;
import org.openspot.scoring.model.word.Recipes;

/** A model whose numbers are drawn, for the words of made-up rows. */
final class ModelForTests {
  static final KnownDomains KNOWN = new KnownDomains("example.org", List.of("bbc.co.uk"));
  private static final int TOPICS = 20;

  private ModelForTests() {}

  /** A model that knows the words and documents of the first rows of that seed. */
  static ScoringModel of(String source, long seed, int rows) {
    return of(ScoredSource.of(source), seed, rows);
  }

  private static <R> ScoringModel of(ScoredSource<R> source, long seed, int rows) {
    AgentCounts agents = AgentCounts.of(Map.of("curl/8", 3L, "Mozilla/5.0", 1000L));
    Recipe<R> recipe = source.recipe(Recipes.OPENSPOT, KNOWN, agents);
    TableSpec table = source.table();
    RowsForTests traffic = new RowsForTests(table.name(), seed, false);
    Random random = new Random(seed);
    Map<String, double[]> words = new HashMap<>();
    Map<String, TopicMixes.Mix> mixes = new HashMap<>();
    for (int row = 0; row < rows; row++) {
      for (DocumentWord pair : recipe.words(source.record(new RowCells(table, traffic.next())))) {
        words.computeIfAbsent(pair.word(), unused -> drawn(random));
        mixes.computeIfAbsent(
            pair.document(), unused -> new TopicMixes.Mix(1 + random.nextInt(500), drawn(random)));
      }
    }
    return new ScoringModel(
            recipe.name(),
            agents,
            new TopicModel(
                1.02,
                1.001,
                WordTable.of(TOPICS, words),
                TopicMixes.of(TOPICS, Precision.DOUBLE, mixes)),
            CountingModel.EMPTY,
            Map.of())
        .with(ScoringModel.THRESHOLD, "0.001")
        .with(ScoringModel.RESULTS, "100000");
  }

  private static double[] drawn(Random random) {
    return random.doubles(TOPICS, 0, 10).map(weight -> weight * weight).toArray();
  }
}
