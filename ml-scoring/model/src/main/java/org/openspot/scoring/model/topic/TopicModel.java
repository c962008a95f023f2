package org.openspot.scoring.model.topic;

import java.io.Serializable;
import java.util.Map;

/**
 * What training a topic model (latent Dirichlet allocation) gives.
 *
 * @param alpha the prior of documents over topics that training used
 * @param beta the prior of topics over words that training used
 * @param words the topics' words
 * @param mixes the documents' topics
 */
public record TopicModel(double alpha, double beta, WordTable words, TopicMixes mixes)
    implements Serializable {
  /** A model without topics. */
  public static final TopicModel EMPTY =
      new TopicModel(0, 0, WordTable.of(0, Map.of()), TopicMixes.of(0, Precision.DOUBLE, Map.of()));

  /** How many topics there are. */
  public int topics() {
    return words.topics();
  }
}
