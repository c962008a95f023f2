package org.openspot.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * What a directory entry is and when it last changed, links not followed.
 *
 * @param kind what it is
 * @param device the file system
 * @param inode the file on it
 * @param size its length
 * @param modified when its content last changed
 * @param changed when content, name or rights last changed
 */
record FileStamp(
    Kind kind, long device, long inode, long size, FileTime modified, FileTime changed) {
  private static final String ATTRIBUTES = "unix:mode,dev,ino,size,lastModifiedTime,ctime";

  /** Reads the stamp of an entry; opens nothing, so nothing can block. */
  static FileStamp read(Path path) throws IOException {
    Map<String, Object> found = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    return new FileStamp(
        Kind.of((Integer) found.get("mode")),
        (Long) found.get("dev"),
        (Long) found.get("ino"),
        (Long) found.get("size"),
        (FileTime) found.get("lastModifiedTime"),
        (FileTime) found.get("ctime"));
  }

  /** True if the other is of the same file with the same content, whatever its name now. */
  boolean sameContent(FileStamp other) {
    return sameFile(other) && size == other.size && modified.equals(other.modified);
  }

  /** True if the other is of the same file. */
  boolean sameFile(FileStamp other) {
    return kind == other.kind && device == other.device && inode == other.inode;
  }

  /** What a directory entry can be. */
  enum Kind {
    REGULAR("file"),
    DIRECTORY("directory"),
    LINK("symbolic link"),
    FIFO("named pipe"),
    OTHER("socket or device");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    private static Kind of(int mode) {
      return switch (mode & 0170000) {
        case 0100000 -> REGULAR;
        case 0040000 -> DIRECTORY;
        case 0120000 -> LINK;
        case 0010000 -> FIFO;
        default -> OTHER;
      };
    }

    @Override
    public String toString() {
      return words;
    }
  }
}
