package org.openspot.scoring.model.feedback;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Marks and the lines that could not be read.
 *
 * @param marks in the order they were made
 * @param problems what was left out, and why
 */
public record Feedback<R>(List<Mark<R>> marks, List<Problem> problems) {
  public Feedback {
    marks = List.copyOf(marks);
    problems = List.copyOf(problems);
  }

  /** A line that could not be read. */
  public record Problem(String file, long line, String reason) {
    @Override
    public String toString() {
      return file + ", line " + line + ": " + reason;
    }
  }

  /** This feedback and some that was given later; a record marked again has the later mark. */
  public Feedback<R> plus(Feedback<R> later) {
    Map<R, Mark<R>> byRecord = new LinkedHashMap<>();
    for (List<Mark<R>> part : List.of(marks, later.marks)) {
      for (Mark<R> mark : part) {
        byRecord.remove(mark.record());
        byRecord.put(mark.record(), mark);
      }
    }
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(later.problems);
    return new Feedback<>(new ArrayList<>(byRecord.values()), all);
  }

  /** The marks on records of the day and of so many days before it. */
  public Feedback<R> within(LocalDate day, int daysBefore, FeedbackFormat<R> format) {
    LocalDate first = day.minusDays(daysBefore);
    List<Mark<R>> kept = new ArrayList<>();
    for (Mark<R> mark : marks) {
      LocalDate of = format.day(mark.record());
      if (!of.isBefore(first) && !of.isAfter(day)) {
        kept.add(mark);
      }
    }
    return new Feedback<>(kept, problems);
  }
}
