package org.openspot.store.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;
import org.openspot.store.audit.Finding.Kind;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.TableFiles;
import org.openspot.store.swap.SwapLog;

/**
 * Compares the archive, the commit logs and the files of a table and its rejects: for every
 * original, rows + rejects + passed over + a dead letter's range = its records, each once. Reads
 * footers and logs only, unless asked to read every row. May run while workers commit: originals
 * that move meanwhile are counted and left out. Not thread-safe.
 */
public final class Audit {
  /** Where the originals are listed. */
  public interface Originals {
    /** All of those that an audit is about, each registration once. */
    List<ArchivedOriginal> list();
  }

  /**
   * What an audit is about.
   *
   * @param wholeTable true to look at everything; false to look at the listed originals only
   * @param since with a window of capture, its beginning: files that are older than it and than the
   *     arrival of every listed original cannot hold their rows
   * @param grace how long an original may be in the archive before it must be in a commit log
   * @param deep read every row instead of trusting footers
   */
  public record Scope(boolean wholeTable, Instant since, Duration grace, boolean deep) {}

  private final TableFiles files;
  private final TableLocations tables;
  private final SwapLog swaps;

  public Audit(TableFiles files, TableLocations tables) {
    this.files = files;
    this.tables = tables;
    this.swaps = new SwapLog(files, tables);
  }

  /** Runs it. */
  public AuditReport run(Originals originals, Scope scope, Instant now) {
    List<ArchivedOriginal> archived = originals.list();
    Ledger before = Ledger.read(files, tables.rowsLocation());
    long since = scope.wholeTable() ? Long.MIN_VALUE : earliest(archived, scope.since());
    TableContents rows = new TableContents(files, tables, tables.rows(), swaps, scope.deep());
    rows.read(since);
    TableContents rejects = new TableContents(files, tables, tables.rejects(), swaps, scope.deep());
    rejects.read(since);
    Ledger after = Ledger.read(files, tables.rowsLocation());
    Books books = new Books(before, rows, rejects, Ledger.moving(before, after));
    Set<FileId> wanted = new HashSet<>();
    for (ArchivedOriginal original : archived) {
      books.checkArchived(original, now.minus(scope.grace()));
      if (original.file() != null) {
        wanted.add(original.file());
      }
    }
    if (scope.wholeTable()) {
      wanted.addAll(before.accounts().keySet());
      rows.names().keySet().forEach(books::requireKnown);
      rejects.names().keySet().forEach(books::requireKnown);
    }
    wanted.forEach(books::check);
    books.findings.addAll(rows.findings());
    books.findings.addAll(rejects.findings());
    // A worker that claims meanwhile deletes what is left of others: only what stays counts.
    Map<String, Long> epochs = before.epochs();
    books.findings.addAll(new Leftovers(files, tables, swaps).find(epochs));
    return books.report(
        tables.rows().name(),
        rows.fileCount() + rejects.fileCount(),
        rows.foreign() + rejects.foreign());
  }

  /** A sensor's clock may be ahead: then originals arrive before they were captured. */
  private static long earliest(List<ArchivedOriginal> archived, Instant since) {
    return archived.stream()
        .mapToLong(original -> original.archived().toEpochMilli())
        .reduce(since.toEpochMilli(), Math::min);
  }

  /** The comparison of what should be with what is. */
  private static final class Books {
    private final Ledger ledger;
    private final TableContents rows;
    private final TableContents rejects;
    private final Set<FileId> moving;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<FileId, String> names = new HashMap<>();
    private long originals;
    private long complete;
    private long inMotion;
    private long waiting;
    private long expectedRows;
    private long expectedRejects;
    private long passedOver;
    private long foundRows;
    private long retiredRows;
    private long foundRejects;
    private long deadLetters;

    Books(Ledger ledger, TableContents rows, TableContents rejects, Set<FileId> moving) {
      this.ledger = ledger;
      this.rows = rows;
      this.rejects = rejects;
      this.moving = moving;
    }

    /** An original that has been in the archive for some time is in a commit log. */
    void checkArchived(ArchivedOriginal original, Instant due) {
      if (original.file() != null) {
        names.put(original.file(), original.name());
        if (ledger.accounts().containsKey(original.file()) || moving.contains(original.file())) {
          return;
        }
        originals++;
      }
      if (original.archived().isAfter(due)) {
        waiting++;
        return;
      }
      findings.add(
          new Finding(
              Kind.MISSING,
              original.name(),
              (original.file() == null
                      ? "archived, never sent: "
                      : "archived and sent, in no commit: ")
                  + original.uri()));
    }

    void requireKnown(FileId file) {
      if (!ledger.accounts().containsKey(file) && !moving.contains(file)) {
        findings.add(
            new Finding(
                Kind.ORPHANED,
                name(file),
                rows.found(file)
                    + " rows and "
                    + rejects.found(file)
                    + " rejects of an original that no commit log knows"));
      }
    }

    void check(FileId file) {
      if (moving.contains(file)) {
        inMotion++;
        return;
      }
      Account account = ledger.accounts().get(file);
      if (account == null) {
        return;
      }
      originals++;
      expectedRows += account.rows();
      expectedRejects += account.rejects();
      passedOver += account.passedOver();
      foundRows += rows.found(file);
      retiredRows += rows.retired(file);
      foundRejects += rejects.found(file) + rejects.retired(file);
      boolean rowsBalance =
          compare(file, "rows", account.rows(), rows.found(file) + rows.retired(file));
      boolean rejectsBalance =
          compare(file, "rejects", account.rejects(), rejects.found(file) + rejects.retired(file));
      boolean sound = rowsBalance && rejectsBalance;
      if (account.isTwice()) {
        sound = false;
        findings.add(new Finding(Kind.TWICE, name(file), "records committed more than once"));
      }
      List<RecordRange> unaccounted = account.unaccounted();
      if (account.hasOpenDeadLetter()) {
        deadLetters++;
      }
      if (!unaccounted.isEmpty()) {
        sound = false;
        findings.add(
            new Finding(
                Kind.MISSING,
                name(file),
                "records " + unaccounted + " are in no commit and no dead letter"));
      }
      if (sound) {
        complete++;
      }
    }

    private boolean compare(FileId file, String what, long expected, long found) {
      if (found == expected) {
        return true;
      }
      findings.add(
          new Finding(
              found < expected ? Kind.MISSING : Kind.TWICE,
              name(file),
              expected + " " + what + " are committed, " + found + " are in the table"));
      return false;
    }

    private String name(FileId file) {
      String name = names.get(file);
      if (name == null) {
        name = rows.names().get(file);
      }
      if (name == null) {
        name = rejects.names().get(file);
      }
      if (name == null) {
        Account account = ledger.accounts().get(file);
        name = account == null ? null : account.name().orElse(null);
      }
      return name == null ? file.toString() : name;
    }

    AuditReport report(String table, long files, long foreign) {
      return new AuditReport(
          table,
          originals,
          complete,
          inMotion,
          waiting,
          expectedRows + expectedRejects + passedOver,
          expectedRows,
          expectedRejects,
          passedOver,
          foundRows,
          retiredRows,
          foundRejects,
          deadLetters,
          ledger.unreadableEvents(),
          files,
          foreign,
          findings);
    }
  }
}
