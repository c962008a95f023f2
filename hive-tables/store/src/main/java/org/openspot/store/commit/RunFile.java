package org.openspot.store.commit;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.openspot.core.error.CommitStateUnknownException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRanges;
import org.openspot.store.files.TableFiles;

/**
 * A sorted file of {@link RunEntry}, searched with one read and an index of 8 bytes for every
 * {@value #BLOCK_ENTRIES} entries in memory. Immutable once written.
 *
 * <p>Layout: the entries in order; for each block the first eight bytes of its first file id; the
 * number of entries as a long; {@link #MAGIC}. All big-endian.
 */
final class RunFile {
  static final int BLOCK_ENTRIES = 256;

  private static final long MAGIC = 0x5370_6f74_5275_6e31L;
  private static final int TRAILER_BYTES = 2 * Long.BYTES;

  private final TableFiles files;
  private final String path;
  private final long entries;
  private final long[] blockHeads;

  private RunFile(TableFiles files, String path, long entries, long[] blockHeads) {
    this.files = files;
    this.path = path;
    this.entries = entries;
    this.blockHeads = blockHeads;
  }

  /** Writes entries, which must come in order, to a new file. */
  static long write(TableFiles files, String path, Iterator<RunEntry> sorted) {
    List<Long> heads = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.allocate(RunEntry.BYTES);
    long count = 0;
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(files.create(path), 1 << 16))) {
      while (sorted.hasNext()) {
        RunEntry entry = sorted.next();
        if (count % BLOCK_ENTRIES == 0) {
          heads.add(head(entry.file()));
        }
        entry.write(buffer.clear());
        out.write(buffer.array());
        count++;
      }
      for (long head : heads) {
        out.writeLong(head);
      }
      out.writeLong(count);
      out.writeLong(MAGIC);
    } catch (IOException e) {
      throw new RetriableException("cannot write " + path + ": " + e.getMessage(), e);
    }
    return count;
  }

  /** Opens a file that {@link #write} wrote. */
  static RunFile open(TableFiles files, String path) {
    long length =
        files
            .find(path)
            .orElseThrow(
                () ->
                    new CommitStateUnknownException(path + " is missing from the commit log", null))
            .length();
    if (length < TRAILER_BYTES) {
      throw damaged(path);
    }
    ByteBuffer trailer = ByteBuffer.wrap(files.read(path, length - TRAILER_BYTES, TRAILER_BYTES));
    long entries = trailer.getLong();
    long blocks = (entries + BLOCK_ENTRIES - 1) / BLOCK_ENTRIES;
    if (trailer.getLong() != MAGIC
        || length != entries * RunEntry.BYTES + blocks * Long.BYTES + TRAILER_BYTES) {
      throw damaged(path);
    }
    long[] heads = new long[Math.toIntExact(blocks)];
    ByteBuffer.wrap(files.read(path, entries * RunEntry.BYTES, heads.length * Long.BYTES))
        .asLongBuffer()
        .get(heads);
    return new RunFile(files, path, entries, heads);
  }

  private static CommitStateUnknownException damaged(String path) {
    return new CommitStateUnknownException(
        path + " is damaged: restore it from a backup of the commit log", null);
  }

  long entries() {
    return entries;
  }

  /** Adds the ranges stored of one original. */
  void collect(FileId file, RecordRanges into) {
    long wanted = head(file);
    int first = 0;
    int last = blockHeads.length;
    // The blocks that may hold the file: from the last that begins before it ...
    while (first < last) {
      int middle = (first + last) >>> 1;
      if (Long.compareUnsigned(blockHeads[middle], wanted) < 0) {
        first = middle + 1;
      } else {
        last = middle;
      }
    }
    int from = Math.max(0, first - 1);
    // ... to the last that begins at or before it.
    int to = first;
    while (to < blockHeads.length && blockHeads[to] == wanted) {
      to++;
    }
    long position = (long) from * BLOCK_ENTRIES;
    long count = Math.min(entries, (long) to * BLOCK_ENTRIES) - position;
    if (count <= 0) {
      return;
    }
    ByteBuffer block =
        ByteBuffer.wrap(read(position * RunEntry.BYTES, Math.toIntExact(count * RunEntry.BYTES)));
    while (block.hasRemaining()) {
      RunEntry entry = RunEntry.read(block);
      if (entry.file().equals(file)) {
        into.add(entry.range());
      }
    }
  }

  /**
   * A piece of a file that was there when it was opened. One that has gone since has most likely
   * gone to a worker that took over: no waiting brings it back, but the next claim tells.
   */
  private byte[] read(long position, int length) {
    try {
      return files.read(path, position, length);
    } catch (RetriableException e) {
      if (files.find(path).isPresent()) {
        throw e;
      }
      throw new CommitStateUnknownException(path + " has gone from the commit log", e);
    }
  }

  /** Every entry in order, read piece by piece. */
  Iterator<RunEntry> iterator() {
    return new Iterator<>() {
      private static final int PIECE = 4096;
      private long next;
      private ByteBuffer piece = ByteBuffer.allocate(0);

      @Override
      public boolean hasNext() {
        return next < entries;
      }

      @Override
      public RunEntry next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        if (!piece.hasRemaining()) {
          int count = (int) Math.min(PIECE, entries - next);
          piece = ByteBuffer.wrap(read(next * RunEntry.BYTES, count * RunEntry.BYTES));
        }
        next++;
        return RunEntry.read(piece);
      }
    };
  }

  private static long head(FileId file) {
    return ByteBuffer.wrap(file.toBytes()).getLong();
  }
}
