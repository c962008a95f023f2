package org.openspot.store.files;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.SeekableInputStream;

/**
 * Passes everything on, and calls back before ({@code false}) and after ({@code true}) each
 * operation that changes files: the callback may throw.
 */
public class FaultyTableFiles implements TableFiles {
  private final TableFiles files;
  private final Consumer<Boolean> callback;

  public FaultyTableFiles(TableFiles files, Consumer<Boolean> callback) {
    this.files = files;
    this.callback = callback;
  }

  @Override
  public String uri(String path) {
    return files.uri(path);
  }

  @Override
  public void writeNew(String path, byte[] content) {
    callback.accept(false);
    files.writeNew(path, content);
    callback.accept(true);
  }

  @Override
  public PositionOutputStream create(String path) {
    callback.accept(false);
    return files.create(path);
  }

  @Override
  public Renamed renameNew(String from, String to) {
    callback.accept(false);
    Renamed renamed = files.renameNew(from, to);
    callback.accept(true);
    return renamed;
  }

  @Override
  public void setModified(String path, long modified) {
    callback.accept(false);
    files.setModified(path, modified);
    callback.accept(true);
  }

  @Override
  public void delete(String path) {
    callback.accept(false);
    files.delete(path);
    callback.accept(true);
  }

  @Override
  public void deleteEmpty(String directory) {
    callback.accept(false);
    files.deleteEmpty(directory);
    callback.accept(true);
  }

  @Override
  public SeekableInputStream open(String path) {
    return files.open(path);
  }

  @Override
  public Optional<byte[]> read(String path) {
    return files.read(path);
  }

  @Override
  public byte[] read(String path, long position, int length) {
    return files.read(path, position, length);
  }

  @Override
  public Optional<StoredFile> find(String path) {
    return files.find(path);
  }

  @Override
  public List<StoredFile> list(String directory) {
    return files.list(directory);
  }
}
