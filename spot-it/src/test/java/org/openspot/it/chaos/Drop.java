package org.openspot.it.chaos;

import java.util.Locale;

/**
 * A file, or many, that a sensor lands in a round.
 *
 * @param atMillis when, since the round began
 * @param pipeline in whose landing directory
 * @param manner how
 * @param number of the first file in the round
 * @param files how many; 1 but for a burst
 * @param records in each
 */
public record Drop(
    long atMillis, String pipeline, Manner manner, int number, int files, int records) {

  /** How a file comes to land. */
  public enum Manner {
    /** Written beside under a hidden name and renamed. */
    RENAMED,
    /** Linked in from elsewhere on the file system; the other name goes. */
    LINKED,
    /** Written under its name, open all the while, with pauses. */
    IN_PLACE,
    /** Written and closed; opened again later and appended to, whole lines each time. */
    APPENDED,
    /** Cut in the middle of a line; the rest comes later, if the file is still there. */
    TORN,
    /** Cut off for good: of a binary file nothing can be read. */
    CUT,
    /** Damaged inside, from some record on. */
    DAMAGED,
    /** Of no byte. */
    EMPTY,
    /** A symbolic link. */
    SYMBOLIC_LINK,
    /** The same name and content a second time, once the first has gone. */
    AGAIN,
    /** The same name with other content, once the first has gone. */
    SUCCESSOR,
    /** As many files as there are, as fast as can be, while the collector is stopped. */
    BURST
  }

  /** The line of a schedule. */
  public String text() {
    return Schedule.at(atMillis)
        + "land in "
        + pipeline
        + ": "
        + (files == 1 ? "file " : files + " files from ")
        + number
        + " of "
        + records
        + " records, "
        + manner.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
