package org.openspot.store.commit;

import java.nio.ByteBuffer;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;

/** A range of one original's records that is stored, as sorted files keep it: 72 bytes. */
public record RunEntry(FileId file, RecordRange range, long rows, long rejects, long passedOver)
    implements Comparable<RunEntry> {
  static final int BYTES = FileId.BYTES + 5 * Long.BYTES;

  static RunEntry of(Ingested ingested) {
    return new RunEntry(
        ingested.file(),
        ingested.range(),
        ingested.rows(),
        ingested.rejects(),
        ingested.passedOver());
  }

  static RunEntry read(ByteBuffer in) {
    byte[] id = new byte[FileId.BYTES];
    in.get(id);
    return new RunEntry(
        FileId.of(id),
        new RecordRange(in.getLong(), in.getLong()),
        in.getLong(),
        in.getLong(),
        in.getLong());
  }

  void write(ByteBuffer out) {
    out.put(file.toBytes());
    out.putLong(range.from()).putLong(range.to());
    out.putLong(rows).putLong(rejects).putLong(passedOver);
  }

  @Override
  public int compareTo(RunEntry other) {
    int order = file.compareTo(other.file);
    return order != 0 ? order : Long.compare(range.from(), other.range.from());
  }
}
