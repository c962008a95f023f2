package org.openspot.store.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.SeekableInputStream;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.RetriableException;

/** {@link TableFiles} on a Hadoop file system: HDFS, or one with the same rules. */
public final class HadoopTableFiles implements TableFiles, AutoCloseable {
  /** They refuse to overwrite when asked, but not in one step: no trial shows the gap. */
  private static final Set<String> NOT_ATOMIC =
      Set.of("file", "s3", "s3a", "s3n", "gs", "wasb", "wasbs", "oss", "cosn", "swift");

  private static final int BUFFER_BYTES = 64 * 1024;

  private final FileSystem fileSystem;
  private final FileContext fileContext;

  private HadoopTableFiles(FileSystem fileSystem, FileContext fileContext) {
    this.fileSystem = fileSystem;
    this.fileContext = fileContext;
  }

  /**
   * Connects to a file system.
   *
   * @param root a URI on it, such as {@code hdfs://namenode:8020/}
   * @param properties Hadoop properties, passed through untouched
   */
  public static HadoopTableFiles open(URI root, Map<String, String> properties) {
    if (root.getScheme() != null && NOT_ATOMIC.contains(root.getScheme())) {
      throw new ConfigException(
          root + " renames in more than one step, so commits there could be lost: use HDFS");
    }
    Configuration configuration = new Configuration();
    properties.forEach(configuration::set);
    try {
      return new HadoopTableFiles(
          FileSystem.newInstance(root, configuration),
          FileContext.getFileContext(root, configuration));
    } catch (UnsupportedFileSystemException e) {
      throw new ConfigException("no file system for " + root + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new RetriableException("cannot connect to " + root + ": " + e.getMessage(), e);
    }
  }

  /** Bytes that can still be written. */
  public long freeBytes() {
    try {
      return fileSystem.getStatus().getRemaining();
    } catch (IOException e) {
      throw failed("ask for the free space of", "/", e);
    }
  }

  @Override
  public String uri(String path) {
    return fileSystem.makeQualified(new Path(path)).toString();
  }

  @Override
  public void writeNew(String path, byte[] content) {
    try (FSDataOutputStream out = newFile(path)) {
      out.write(content);
    } catch (IOException e) {
      throw failed("write", path, e);
    }
  }

  @Override
  public PositionOutputStream create(String path) {
    try {
      return HadoopStreams.wrap(newFile(path));
    } catch (IOException e) {
      throw failed("create", path, e);
    }
  }

  /** SYNC_BLOCK: a closed file is on the disks of its DataNodes, not only in their memory. */
  private FSDataOutputStream newFile(String path) throws IOException {
    Path target = new Path(path);
    return new HdfsOutput(
        fileSystem.create(
            target,
            FsPermission.getFileDefault().applyUMask(FsPermission.getUMask(fileSystem.getConf())),
            EnumSet.of(CreateFlag.CREATE, CreateFlag.SYNC_BLOCK),
            BUFFER_BYTES,
            fileSystem.getDefaultReplication(target),
            fileSystem.getDefaultBlockSize(target),
            null));
  }

  @Override
  public Optional<byte[]> read(String path) {
    try (FSDataInputStream in = fileSystem.open(new Path(path))) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("read", path, e);
    }
  }

  @Override
  public byte[] read(String path, long position, int length) {
    try (FSDataInputStream in = fileSystem.open(new Path(path))) {
      in.seek(position);
      return in.readNBytes(length);
    } catch (IOException e) {
      throw failed("read", path, e);
    }
  }

  @Override
  public SeekableInputStream open(String path) {
    try {
      return HadoopStreams.wrap(fileSystem.open(new Path(path)));
    } catch (IOException e) {
      throw failed("open", path, e);
    }
  }

  @Override
  public Optional<StoredFile> find(String path) {
    try {
      return Optional.of(stored(fileSystem.getFileStatus(new Path(path))));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("look at", path, e);
    }
  }

  @Override
  public List<StoredFile> list(String directory) {
    List<StoredFile> files = new ArrayList<>();
    try {
      for (FileStatus status : fileSystem.listStatus(new Path(directory))) {
        files.add(stored(status));
      }
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw failed("list", directory, e);
    }
    files.sort(Comparator.comparing(StoredFile::name));
    return files;
  }

  private static StoredFile stored(FileStatus status) {
    return new StoredFile(
        status.getPath().toUri().getPath(),
        status.getLen(),
        status.isDirectory(),
        status.getModificationTime());
  }

  @Override
  public Renamed renameNew(String from, String to) {
    Path source = new Path(from);
    Path target = new Path(to);
    try {
      return rename(source, target);
    } catch (FileNotFoundException | ParentNotDirectoryException e) {
      // The source or the target's directory is missing; the retry below tells which.
      try {
        if (!fileSystem.exists(source)) {
          return Renamed.NO_SOURCE;
        }
        fileSystem.mkdirs(target.getParent());
        return rename(source, target);
      } catch (FileNotFoundException again) {
        return Renamed.NO_SOURCE;
      } catch (IOException again) {
        throw failed("rename " + from + " to", to, again);
      }
    } catch (IOException e) {
      throw failed("rename " + from + " to", to, e);
    }
  }

  private Renamed rename(Path source, Path target) throws IOException {
    try {
      fileContext.rename(source, target, Options.Rename.NONE);
      return Renamed.DONE;
    } catch (FileAlreadyExistsException e) {
      return Renamed.TARGET_EXISTS;
    }
  }

  @Override
  public void setModified(String path, long modified) {
    try {
      // The time of access stays: not every cluster keeps one.
      fileSystem.setTimes(new Path(path), modified, -1);
    } catch (IOException e) {
      throw failed("set the time of", path, e);
    }
  }

  @Override
  public void delete(String path) {
    try {
      fileSystem.delete(new Path(path), true);
    } catch (FileNotFoundException e) {
      // Already gone, which is what was asked for.
    } catch (IOException e) {
      throw failed("delete", path, e);
    }
  }

  @Override
  public void deleteEmpty(String directory) {
    try {
      fileSystem.delete(new Path(directory), false);
    } catch (FileNotFoundException e) {
      // Already gone, which is what was asked for.
    } catch (IOException e) {
      // Not every client of Hadoop's unwraps what the NameNode said.
      IOException told =
          e instanceof RemoteException remote
              ? remote.unwrapRemoteException(PathIsNotEmptyDirectoryException.class)
              : e;
      if (!(told instanceof PathIsNotEmptyDirectoryException)) {
        throw failed("delete", directory, e);
      }
    }
  }

  private RetriableException failed(String what, String path, IOException e) {
    return new RetriableException(
        "cannot " + what + " " + path + " on " + fileSystem.getUri() + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      fileSystem.close();
    } catch (IOException e) {
      throw failed("close", "/", e);
    }
  }
}
