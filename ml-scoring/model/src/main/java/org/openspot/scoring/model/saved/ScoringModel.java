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
  public ScoringModel {
    properties = Map.copyOf(new TreeMap<>(properties));
  }
}
