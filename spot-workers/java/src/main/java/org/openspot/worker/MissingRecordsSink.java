package org.openspot.worker;

import java.util.List;
import org.openspot.core.identity.RecordRange;
import org.openspot.schema.TablePartition;
import org.openspot.schema.row.BufferingRowSink;
import org.openspot.schema.row.Reject;
import org.openspot.store.commit.Ingested;
import org.openspot.store.lineage.Origin;
import org.openspot.transport.event.Original;

/**
 * Lets those records of an original through that are not stored yet, into the open commit, and
 * accounts for them range by range. Not thread-safe.
 */
public final class MissingRecordsSink extends BufferingRowSink {
  /** What happens between two records. */
  interface BetweenRecords {
    /** Called now and then after a record; may commit what there is so far, or throw to stop. */
    void check();
  }

  private static final int CHECK_EVERY = 1024;

  private final OpenCommit commit;
  private final Original original;

  /** Another for each range: no block of a file reaches over records that are stored elsewhere. */
  private Origin origin;

  private final TablePartition captured;
  private final List<RecordRange> missing;
  private final BetweenRecords between;

  private int piece;
  private long pieceFrom;
  private long next;
  private long rows;
  private long rejects;
  private long passedOver;
  private int sinceCheck;
  private RuntimeException thrown;

  /**
   * @param missing the ranges to let through, in order
   */
  MissingRecordsSink(
      OpenCommit commit, Original original, List<RecordRange> missing, BetweenRecords between) {
    this.commit = commit;
    this.original = original;
    this.origin = origin(original);
    this.captured = TablePartition.of(original.captured().getEpochSecond());
    this.missing = missing;
    this.between = between;
    this.pieceFrom = missing.isEmpty() ? 0 : missing.get(0).from();
    this.next = pieceFrom;
  }

  private boolean wants(long record) {
    while (piece < missing.size() && record >= missing.get(piece).to()) {
      endPiece();
    }
    return piece < missing.size() && record >= missing.get(piece).from();
  }

  private void endPiece() {
    account(missing.get(piece).to());
    piece++;
    if (piece < missing.size()) {
      pieceFrom = missing.get(piece).from();
      next = pieceFrom;
      origin = origin(original);
    }
  }

  private static Origin origin(Original original) {
    return new Origin(original.id(), original.name(), original.archiveUri());
  }

  private void account(long to) {
    if (to > pieceFrom) {
      commit.add(
          new Ingested(
              original.id(),
              original.name(),
              original.archiveUri(),
              new RecordRange(pieceFrom, to),
              rows,
              rejects,
              passedOver));
      pieceFrom = to;
      rows = 0;
      rejects = 0;
      passedOver = 0;
    }
  }

  private void taken(long record) {
    next = record + 1;
    if (++sinceCheck >= CHECK_EVERY) {
      sinceCheck = 0;
      between.check();
    }
  }

  /** What this sink threw, and not the dissector that it was thrown through; null if nothing. */
  RuntimeException thrown() {
    return thrown;
  }

  /** Accounts for the records let through so far, so that they can be committed. */
  public void accountSoFar() {
    if (piece < missing.size()) {
      account(next);
    }
  }

  /** Accounts for all that was missing: the input has ended where the ranges do, or before. */
  void accountForAll() {
    while (piece < missing.size()) {
      endPiece();
    }
  }

  /** The first record that was neither let through nor known before. */
  long firstUnread() {
    return piece < missing.size() ? next : missing.get(missing.size() - 1).to();
  }

  private long beginning;

  @Override
  public boolean beginRow(long record, long epochSecond) {
    if (!wants(record)) {
      return false;
    }
    beginning = record;
    try {
      row = commit.writer().begin(origin, record, epochSecond);
    } catch (RuntimeException e) {
      thrown = e;
      throw e;
    }
    return true;
  }

  @Override
  public void endRow() {
    try {
      commit.writer().endRow();
      rows++;
      taken(beginning);
    } catch (RuntimeException e) {
      thrown = e;
      throw e;
    }
  }

  @Override
  public void reject(Reject reject) {
    if (wants(reject.record())) {
      try {
        commit.writer().reject(origin, captured, reject);
        rejects++;
        taken(reject.record());
      } catch (RuntimeException e) {
        thrown = e;
        throw e;
      }
    }
  }

  @Override
  public void passOver(long record) {
    if (wants(record)) {
      passedOver++;
      try {
        taken(record);
      } catch (RuntimeException e) {
        thrown = e;
        throw e;
      }
    }
  }
}
