package org.openspot.scoring.model.saved;

import java.util.Map;
import java.util.TreeMap;
import org.openspot.scoring.model.counting.CountingModel;
import org.openspot.scoring.model.topic.TopicModel;
import org.openspot.scoring.model.word.AgentCounts;

/**
 * All that scoring needs of a training.
 *
 * @param recipe the name of the recipe that made the words
 * @param agents how often user agents occurred; empty for other sources than proxy
 * @param topics the topic model, or {@link TopicModel#EMPTY}
 * @param counts the counting model, or {@link CountingModel#EMPTY}
 * @param properties whatever else should be known of the training: seed, optimizer, days, hash of
 *     the list of popular domains
 */
public record ScoringModel(
    String recipe,
    AgentCounts agents,
    TopicModel topics,
    CountingModel counts,
    Map<String, String> properties) {
  /** The property that says up to which score records were results on the day of training. */
  public static final String THRESHOLD = "results-threshold";

  /** The property that says how many results were asked for on the day of training. */
  public static final String RESULTS = "results";

  public ScoringModel {
    properties = Map.copyOf(new TreeMap<>(properties));
  }

  /** The same with another property. */
  public ScoringModel with(String property, String value) {
    Map<String, String> more = new TreeMap<>(properties);
    more.put(property, value);
    return new ScoringModel(recipe, agents, topics, counts, more);
  }
}
