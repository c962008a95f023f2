package org.openspot.scoring.evaluation;

import java.util.List;

/**
 * What a labelled file holds.
 *
 * @param records its records, in their order
 * @param passedOver how many lines are no records of the kind, such as ARP among flows
 * @param unlabelled how many records have no label; they are not among the records
 * @param badLines what could not be read
 */
public record LabelledFile<R>(
    List<Labelled<R>> records, long passedOver, long unlabelled, List<BadLine> badLines) {
  public LabelledFile {
    records = List.copyOf(records);
    badLines = List.copyOf(badLines);
  }

  /**
   * A line that could not be read.
   *
   * @param line its number, from 1
   * @param reason what is wrong with it
   */
  public record BadLine(long line, String reason) {}
}
