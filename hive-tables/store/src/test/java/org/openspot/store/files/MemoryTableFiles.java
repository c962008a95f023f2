package org.openspot.store.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.SeekableInputStream;
import org.openspot.core.error.RetriableException;

/**
 * {@link TableFiles} in memory with HDFS's rules: no overwriting, durable once closed. A file is of
 * 1970 until its time is set.
 */
public class MemoryTableFiles implements TableFiles {
  private final NavigableMap<String, byte[]> content = new TreeMap<>();
  private final Map<String, Long> times = new HashMap<>();

  /** Every file, by path. */
  public synchronized Map<String, byte[]> snapshot() {
    return new TreeMap<>(content);
  }

  /** Begins with what another's {@link #snapshot} was. */
  public synchronized void restore(Map<String, byte[]> snapshot) {
    content.clear();
    content.putAll(snapshot);
    times.clear();
  }

  @Override
  public String uri(String path) {
    return "memory:" + path;
  }

  @Override
  public synchronized void writeNew(String path, byte[] bytes) {
    if (content.putIfAbsent(path, bytes.clone()) != null) {
      throw new RetriableException(path + " exists");
    }
  }

  @Override
  public PositionOutputStream create(String path) {
    writeNew(path, new byte[0]);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return new PositionOutputStream() {
      @Override
      public long getPos() {
        return bytes.size();
      }

      @Override
      public void write(int b) {
        bytes.write(b);
      }

      @Override
      public void write(byte[] b, int offset, int length) {
        bytes.write(b, offset, length);
      }

      @Override
      public void close() {
        synchronized (MemoryTableFiles.this) {
          content.replace(path, bytes.toByteArray());
        }
      }
    };
  }

  @Override
  public synchronized Optional<byte[]> read(String path) {
    return Optional.ofNullable(content.get(path)).map(byte[]::clone);
  }

  @Override
  public synchronized byte[] read(String path, long position, int length) {
    byte[] bytes = content.get(path);
    if (bytes == null) {
      throw new RetriableException("no " + path);
    }
    return Arrays.copyOfRange(
        bytes, (int) position, (int) Math.min(bytes.length, position + length));
  }

  @Override
  public synchronized SeekableInputStream open(String path) {
    byte[] bytes = content.get(path);
    if (bytes == null) {
      throw new RetriableException("no " + path);
    }
    return new Reading(bytes);
  }

  /** A file's bytes as they were when it was opened. */
  private static final class Reading extends DelegatingSeekableInputStream {
    private final SeekableByteArray array;

    Reading(byte[] bytes) {
      this(new SeekableByteArray(bytes));
    }

    private Reading(SeekableByteArray array) {
      super(array);
      this.array = array;
    }

    @Override
    public long getPos() {
      return array.position();
    }

    @Override
    public void seek(long position) {
      array.seek(position);
    }
  }

  private static final class SeekableByteArray extends ByteArrayInputStream {
    SeekableByteArray(byte[] bytes) {
      super(bytes);
    }

    synchronized long position() {
      return pos;
    }

    synchronized void seek(long position) {
      pos = Math.toIntExact(position);
    }
  }

  @Override
  public synchronized Optional<StoredFile> find(String path) {
    byte[] bytes = content.get(path);
    if (bytes != null) {
      return Optional.of(new StoredFile(path, bytes.length, false, modified(path)));
    }
    String below = content.ceilingKey(path + "/");
    return below != null && below.startsWith(path + "/")
        ? Optional.of(new StoredFile(path, 0, true, 0))
        : Optional.empty();
  }

  @Override
  public synchronized List<StoredFile> list(String directory) {
    TreeMap<String, StoredFile> children = new TreeMap<>();
    String prefix = directory + "/";
    for (Map.Entry<String, byte[]> file : content.tailMap(prefix).entrySet()) {
      if (!file.getKey().startsWith(prefix)) {
        break;
      }
      String rest = file.getKey().substring(prefix.length());
      int slash = rest.indexOf('/');
      String name = slash < 0 ? rest : rest.substring(0, slash);
      children.put(
          name,
          slash < 0
              ? new StoredFile(
                  prefix + name, file.getValue().length, false, modified(prefix + name))
              : new StoredFile(prefix + name, 0, true, 0));
    }
    return new ArrayList<>(children.values());
  }

  @Override
  public synchronized Renamed renameNew(String from, String to) {
    if (content.containsKey(to)) {
      return Renamed.TARGET_EXISTS;
    }
    byte[] bytes = content.remove(from);
    if (bytes == null) {
      return Renamed.NO_SOURCE;
    }
    content.put(to, bytes);
    times.put(to, modified(from));
    times.remove(from);
    return Renamed.DONE;
  }

  private long modified(String path) {
    return times.getOrDefault(path, 0L);
  }

  @Override
  public synchronized void setModified(String path, long modified) {
    if (!content.containsKey(path)) {
      throw new RetriableException("no " + path);
    }
    times.put(path, modified);
  }

  @Override
  public synchronized void delete(String path) {
    content.remove(path);
    content.subMap(path + "/", path + "0").clear();
    times.keySet().retainAll(content.keySet());
  }

  @Override
  public void deleteEmpty(String directory) {
    // A directory is there for as long as something is in it.
  }
}
