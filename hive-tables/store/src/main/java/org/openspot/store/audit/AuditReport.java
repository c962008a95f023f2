package org.openspot.store.audit;

import java.util.List;

/**
 * What an audit of a table found.
 *
 * @param table the table's name
 * @param originals how many were looked at: those in the archive, and without a window of time also
 *     those that never reached one
 * @param complete how many of them have every record accounted for
 * @param moving how many workers were at while this was read; they are left out of what follows
 * @param waiting how many are in the archive and not in a commit log yet, and may still come
 * @param records rows, rejects and passed over, as the commit logs have them
 * @param rows as the commit logs have them
 * @param rejects likewise
 * @param passedOver likewise: what was not meant to become either
 * @param rowsFound in the table's files
 * @param rowsRetired taken out of the table by retention
 * @param rejectsFound in the files of the rejects, those taken out included
 * @param deadLetters open ones, by original
 * @param unreadableEvents dead letters that name no original
 * @param files Parquet files read, of the table and its rejects
 * @param foreignFiles those among them that OpenSpot did not write; their rows are not counted
 * @param findings what is wrong; empty if the books balance
 */
public record AuditReport(
    String table,
    long originals,
    long complete,
    long moving,
    long waiting,
    long records,
    long rows,
    long rejects,
    long passedOver,
    long rowsFound,
    long rowsRetired,
    long rejectsFound,
    long deadLetters,
    long unreadableEvents,
    long files,
    long foreignFiles,
    List<Finding> findings) {
  public AuditReport {
    findings = List.copyOf(findings);
  }

  /** True if nothing is missing, twice, orphaned or damaged. */
  public boolean balances() {
    return findings.isEmpty();
  }
}
