package org.openspot.store.commit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.SeekableInputStream;
import org.openspot.core.error.RetriableException;
import org.openspot.store.files.MemoryTableFiles;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;

/**
 * {@link TableFiles} as a sequence of {@link Operation}s, each of which somebody else answers. A
 * stream is one operation, when it is closed. The trial of renames, which nobody else can see, is
 * done aside and asks nobody.
 */
final class OperationFiles implements TableFiles {
  private static final String TRIAL = "/_rename-check-";

  /** Answers operations. */
  interface Answers {
    Object answer(Operation operation);
  }

  private final Answers answers;
  private final TableFiles aside = new MemoryTableFiles();

  OperationFiles(Answers answers) {
    this.answers = answers;
  }

  /** The files of a disk, to be looked at. */
  static TableFiles of(Disk disk) {
    return new OperationFiles(operation -> disk.on(operation).answer());
  }

  private Object ask(Operation operation) {
    Object answer = answers.answer(operation);
    if (answer instanceof Disk.Fault fault) {
      throw new RetriableException(fault.message());
    }
    return answer;
  }

  @Override
  public String uri(String path) {
    return path;
  }

  /** A committer reads its log whole or in pieces; Parquet files are for swaps. */
  @Override
  public SeekableInputStream open(String path) {
    throw new UnsupportedOperationException(path);
  }

  @Override
  public void writeNew(String path, byte[] content) {
    if (path.contains(TRIAL)) {
      aside.writeNew(path, content);
    } else {
      ask(Operation.write(path, content));
    }
  }

  @Override
  public PositionOutputStream create(String path) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return new PositionOutputStream() {
      private boolean closed;

      @Override
      public long getPos() {
        return bytes.size();
      }

      @Override
      public void write(int b) {
        bytes.write(b);
      }

      @Override
      public void close() throws IOException {
        if (!closed) {
          closed = true;
          try {
            writeNew(path, bytes.toByteArray());
          } catch (RetriableException e) {
            throw new IOException(e.getMessage(), e);
          }
        }
      }
    };
  }

  @Override
  public Optional<byte[]> read(String path) {
    if (path.contains(TRIAL)) {
      return aside.read(path);
    }
    Optional<?> found = (Optional<?>) ask(Operation.of(Operation.Kind.READ, path));
    return found.map(content -> ((Content) content).bytes());
  }

  @Override
  public byte[] read(String path, long position, int length) {
    return ((Content) ask(Operation.readPart(path, position, length))).bytes();
  }

  @Override
  public Optional<StoredFile> find(String path) {
    return ((Optional<?>) ask(Operation.of(Operation.Kind.FIND, path))).map(StoredFile.class::cast);
  }

  @Override
  public List<StoredFile> list(String directory) {
    List<?> children = (List<?>) ask(Operation.of(Operation.Kind.LIST, directory));
    return children.stream().map(StoredFile.class::cast).toList();
  }

  @Override
  public Renamed renameNew(String from, String to) {
    return from.contains(TRIAL)
        ? aside.renameNew(from, to)
        : (Renamed) ask(Operation.rename(from, to));
  }

  @Override
  public void setModified(String path, long modified) {
    throw new UnsupportedOperationException("a commit sets no file's time");
  }

  @Override
  public void deleteEmpty(String directory) {
    throw new UnsupportedOperationException("a commit deletes no directory that it leaves");
  }

  @Override
  public void delete(String path) {
    if (path.contains(TRIAL)) {
      aside.delete(path);
    } else {
      ask(Operation.of(Operation.Kind.DELETE, path));
    }
  }
}
