package org.openspot.scoring.model.ingest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.openspot.schema.TablePartition;

/**
 * Takes the lowest scores of each day as they come: all up to a number, then those that are lower
 * than one of so many lowest. Of n scores in no order about limit · (1 + ln(n / limit)) are taken,
 * so that a model that finds everything suspicious cannot double what is stored. Not thread-safe.
 */
final class DayLimit {
  private static final int DAYS = 8;

  private final int limit;
  private final Map<TablePartition, PriorityQueue<Double>> lowest =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(
            Map.Entry<TablePartition, PriorityQueue<Double>> eldest) {
          return size() > DAYS;
        }
      };

  DayLimit(int limit) {
    this.limit = limit;
  }

  boolean takes(TablePartition day, double score) {
    PriorityQueue<Double> ofDay =
        lowest.computeIfAbsent(day, unused -> new PriorityQueue<>(Collections.reverseOrder()));
    if (ofDay.size() >= limit) {
      if (score >= ofDay.peek()) {
        return false;
      }
      ofDay.remove();
    }
    ofDay.add(score);
    return true;
  }
}
