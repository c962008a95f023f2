package org.openspot.scoring.model.topic;

import org.openspot.core.error.DataException;

/** Rows of one number a topic, put one after the other. */
final class TopicRows {
  private TopicRows() {}

  static void copy(double[] row, double[] all, int index, int topics, String what) {
    if (row.length != topics) {
      throw new DataException(
          what + " has " + row.length + " weights, but the model has " + topics + " topics");
    }
    for (double weight : row) {
      if (!(weight >= 0) || Double.isInfinite(weight)) {
        throw new DataException(what + " has the weight " + weight);
      }
    }
    System.arraycopy(row, 0, all, index * topics, topics);
  }
}
