package org.openspot.scoring.model.word;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How often each user agent occurs in what a model was trained on. Fixed at training and kept with
 * the model, so that a record has the same word whenever it is scored. Immutable.
 */
public final class AgentCounts implements Serializable {
  private final Map<String, Long> counts;

  private AgentCounts(Map<String, Long> counts) {
    this.counts = Map.copyOf(counts);
  }

  public static AgentCounts of(Map<String, Long> counts) {
    return new AgentCounts(counts);
  }

  /** How often it occurs; empty if it never did. */
  public OptionalLong count(String agent) {
    Long count = counts.get(agent);
    return count == null ? OptionalLong.empty() : OptionalLong.of(count);
  }

  /** These counts and others together. */
  public AgentCounts plus(AgentCounts other) {
    Map<String, Long> sum = new HashMap<>(counts);
    other.counts.forEach((agent, count) -> sum.merge(agent, count, Long::sum));
    return new AgentCounts(sum);
  }

  /** All counts by user agent. */
  public Map<String, Long> asMap() {
    return counts;
  }
}
