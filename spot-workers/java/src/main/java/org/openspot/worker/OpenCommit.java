package org.openspot.worker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRanges;
import org.openspot.schema.row.DerivedRows;
import org.openspot.store.commit.Commit;
import org.openspot.store.commit.CommitTarget;
import org.openspot.store.commit.DeadLetter;
import org.openspot.store.commit.Ingested;
import org.openspot.store.commit.LogPosition;
import org.openspot.store.commit.StagedFile;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.TableFiles;
import org.openspot.store.parquet.StagingWriter;

/** The next commit while it is being filled. Not thread-safe. */
public final class OpenCommit {
  private final TableFiles files;
  private final TableLocations tables;
  private final WorkerSettings settings;
  private final CommitTarget committer;
  private final LongSupplier nanoTime;
  private final Supplier<DerivedRows> derivations;

  private DerivedRows derived;
  private StagingWriter writer;
  private boolean opened;
  private long openedNanos;
  private final List<Ingested> originals = new ArrayList<>();
  private final Map<FileId, RecordRanges> ranges = new HashMap<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  /**
   * @param nanoTime {@link System#nanoTime}: the clock on the wall may be set back
   * @param derivations makes what follows from rows, anew after a commit that was given up; may
   *     give null for nothing
   */
  public OpenCommit(
      TableFiles files,
      TableLocations tables,
      WorkerSettings settings,
      CommitTarget committer,
      LongSupplier nanoTime,
      Supplier<DerivedRows> derivations) {
    this.files = files;
    this.tables = tables;
    this.settings = settings;
    this.committer = committer;
    this.nanoTime = nanoTime;
    this.derivations = derivations;
    this.derived = derivations.get();
  }

  /** Where rows go; another one after each commit. */
  StagingWriter writer() {
    if (writer == null) {
      open();
      writer =
          new StagingWriter(
              files,
              new StagingWriter.Settings(
                  committer.stagingDirectory(),
                  tables.rows(),
                  tables.rejects(),
                  settings.maxOpenFiles(),
                  settings.rowGroup().bytes()),
              derived);
    }
    return writer;
  }

  /** Makes the next commit take place even with nothing in it: an offset was covered. */
  public void open() {
    if (!opened) {
      opened = true;
      openedNanos = nanoTime.getAsLong();
    }
  }

  /** Records of an original that are committed, or will be with this commit. */
  RecordRanges known(FileId file) {
    RecordRanges known = committer.stored(file);
    RecordRanges here = ranges.get(file);
    if (here != null) {
      known.addAll(here);
    }
    return known;
  }

  void add(Ingested ingested) {
    open();
    originals.add(ingested);
    ranges.computeIfAbsent(ingested.file(), file -> new RecordRanges()).add(ingested.range());
  }

  void add(DeadLetter deadLetter) {
    open();
    deadLetters.add(deadLetter);
  }

  public boolean isEmpty() {
    return !opened;
  }

  /** True when no more rows should go in, even in the middle of an event. */
  public boolean isFull() {
    return writer != null
        && (writer.rows() >= settings.rollRows() || writer.bytes() >= settings.rollSize().bytes());
  }

  /** True when what is in has waited long enough. */
  public boolean isDue() {
    return opened && nanoTime.getAsLong() - openedNanos >= settings.rollInterval().toNanos();
  }

  /** Makes it true, and starts the next. The dead letters it held, to be announced. */
  public List<DeadLetter> commit(LogPosition position) {
    List<StagedFile> staged = writer == null ? List.of() : writer.finish();
    // From here on the staged files may belong to a commit: whatever comes, they are not touched.
    writer = null;
    Commit commit = new Commit(position, List.copyOf(originals), List.copyOf(deadLetters), staged);
    List<DeadLetter> announced = commit.deadLetters();
    committer.commit(commit);
    clear();
    return announced;
  }

  /** Forgets everything; half-written files stay in staging until the next claim. */
  public void abandon() {
    if (writer != null) {
      writer.abandon();
    }
    // It has seen rows that come again, and must not remember them.
    derived = derivations.get();
    clear();
  }

  private void clear() {
    writer = null;
    opened = false;
    originals.clear();
    ranges.clear();
    deadLetters.clear();
  }
}
