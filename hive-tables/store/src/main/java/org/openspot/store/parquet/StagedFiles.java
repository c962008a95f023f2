package org.openspot.store.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openspot.core.lifecycle.FailPoint;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowBuffer;
import org.openspot.store.commit.FailPoints;
import org.openspot.store.commit.StagedFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.lineage.Origin;

/**
 * The Parquet files of one commit, one for each table partition. At most so many are open at once;
 * a record of yet another partition closes the one used least recently. Not thread-safe.
 */
final class StagedFiles {
  private enum Kind {
    ROWS,
    REJECTS,
    DERIVED
  }

  private record Place(Kind kind, TablePartition partition) {}

  private final TableFiles files;
  private final StagingWriter.Settings settings;
  private final TableSpec derived;
  private final Map<Place, ParquetRowFile> open = new LinkedHashMap<>(8, 0.75f, true);
  private final Map<ParquetRowFile, String> paths = new LinkedHashMap<>();
  private final List<StagedFile> finished = new ArrayList<>();
  private final List<StagedFile> finishedDerived = new ArrayList<>();
  private final RowBuffer rejectRow;
  private final RejectColumns rejectColumns;
  private Place lastPlace;
  private ParquetRowFile lastFile;
  private long rows;
  private long finishedBytes;

  /**
   * @param derived the table of what follows from rows; null if nothing does
   */
  StagedFiles(TableFiles files, StagingWriter.Settings settings, TableSpec derived) {
    this.files = files;
    this.settings = settings;
    this.derived = derived;
    this.rejectRow = new RowBuffer(settings.rejects().columns().size());
    this.rejectColumns = RejectColumns.of(settings.rejects());
  }

  void write(TablePartition partition, RowBuffer row, Origin origin, long record) {
    file(Kind.ROWS, partition).write(row, origin, record);
    rows++;
    if (rows == 1) {
      FailPoint.pass(FailPoints.ROWS_STAGED);
    }
  }

  void reject(Origin origin, TablePartition captured, Reject reject) {
    rejectRow.clear();
    rejectColumns.fill(rejectRow, origin, reject);
    file(Kind.REJECTS, captured).write(rejectRow, origin, reject.record());
  }

  void derived(TablePartition partition, RowBuffer row, Origin origin, long record) {
    file(Kind.DERIVED, partition).write(row, origin, record);
  }

  private TableSpec table(Kind kind) {
    return switch (kind) {
      case ROWS -> settings.rows();
      case REJECTS -> settings.rejects();
      case DERIVED -> derived;
    };
  }

  private ParquetRowFile file(Kind kind, TablePartition wanted) {
    if (lastPlace != null
        && lastPlace.kind() == kind
        && lastPlace.partition().hour() == wanted.hour()) {
      return lastFile;
    }
    Place place = new Place(kind, wanted);
    ParquetRowFile file = open.get(place);
    if (file == null) {
      if (open.size() >= settings.maxOpenFiles()) {
        finishEldest();
      }
      String path = settings.directory() + "/" + UUID.randomUUID() + ".parquet";
      file = new ParquetRowFile(files, path, table(kind), settings.rowGroupBytes());
      open.put(place, file);
      paths.put(file, path);
    }
    lastPlace = place;
    lastFile = file;
    return file;
  }

  private void finishEldest() {
    Iterator<Map.Entry<Place, ParquetRowFile>> eldest = open.entrySet().iterator();
    Map.Entry<Place, ParquetRowFile> entry = eldest.next();
    eldest.remove();
    finish(entry.getKey(), entry.getValue());
  }

  private void finish(Place place, ParquetRowFile file) {
    long length = file.finish();
    List<StagedFile> list = place.kind() == Kind.DERIVED ? finishedDerived : finished;
    list.add(
        new StagedFile(
            table(place.kind()).name(),
            paths.remove(file),
            place.partition(),
            file.rows(),
            length));
    finishedBytes += length;
    lastPlace = null;
    lastFile = null;
  }

  /** Bytes of all files so far, written or in memory. */
  long bytes() {
    return finishedBytes + open.values().stream().mapToLong(ParquetRowFile::bytes).sum();
  }

  /**
   * Finishes every file. Files are published in this order: whoever sees something that follows
   * from a row sees the row.
   */
  List<StagedFile> finish() {
    while (!open.isEmpty()) {
      finishEldest();
    }
    List<StagedFile> all = new ArrayList<>(finished);
    all.addAll(finishedDerived);
    return List.copyOf(all);
  }

  /** Lets go of every file without finishing it; what was written stays where it is. */
  void abandon() {
    open.values().forEach(ParquetRowFile::abandon);
    open.clear();
  }

  private record RejectColumns(
      int original, int fileId, int record, int reason, int raw, int rawLength, int rawSha256) {
    static RejectColumns of(TableSpec table) {
      return new RejectColumns(
          table.column("original"),
          table.column("file_id"),
          table.column("record_number"),
          table.column("reason"),
          table.column("raw"),
          table.column("raw_length"),
          table.column("raw_sha256"));
    }

    void fill(RowBuffer row, Origin origin, Reject reject) {
      text(row, original, origin.name());
      text(row, fileId, origin.file().toString());
      row.setLong(record, reject.record());
      text(row, reason, reject.reason());
      // Hive reads strings as UTF-8: what is not is replaced here rather than by each reader.
      text(row, raw, new String(reject.raw(), StandardCharsets.UTF_8));
      row.setLong(rawLength, reject.rawLength());
      if (reject.rawSha256() != null) {
        text(row, rawSha256, reject.rawSha256());
      }
    }

    private static void text(RowBuffer row, int column, String value) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      row.setBytes(column, bytes, 0, bytes.length);
    }
  }
}
