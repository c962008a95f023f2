package org.openspot.collector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.openspot.core.identity.FileId;

/**
 * Notes of what was begun to be sent: which file, how much of it, as which original. One for each
 * landed name, on disk before the first event. With it an attempt that failed is repeated on the
 * same bytes, also if the file has grown since: otherwise the longer file would be another original
 * and what was sent before would be stored twice. Thread-safe, one thread for each name.
 */
final class Begun {
  /**
   * A note.
   *
   * @param device the file system
   * @param inode the file on it
   * @param size how many bytes of it the original has
   * @param original what was sent
   */
  record Note(long device, long inode, long size, FileId original) {
    /** True if it is of that file, which is longer now. */
    boolean isBeginningOf(FileStamp stamp) {
      return device == stamp.device() && inode == stamp.inode() && size < stamp.size();
    }

    private String text() {
      return device + " " + inode + " " + size + " " + original + "\n";
    }

    private static Note parse(Path path, String text) throws IOException {
      String[] parts = text.strip().split(" ", 4);
      try {
        return new Note(
            Long.parseLong(parts[0]),
            Long.parseLong(parts[1]),
            Long.parseLong(parts[2]),
            FileId.parse(parts[3]));
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new IOException(path + " is not what a collector wrote: remove it", e);
      }
    }
  }

  private final Path directory;

  Begun(Path directory) {
    this.directory = directory;
  }

  /** The note for a name, if there is one. */
  Optional<Note> of(LandedName name) throws IOException {
    Path path = name.in(directory, "");
    try {
      return Optional.of(Note.parse(path, Files.readString(path, StandardCharsets.US_ASCII)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Notes, durably, that a file is about to be sent; replaces what was noted before. */
  void remember(LandedFile file, FileId original) throws IOException {
    FileStamp stamp = file.stamp();
    Note note = new Note(stamp.device(), stamp.inode(), stamp.size(), original);
    Path temporary = directory.resolve("." + UUID.randomUUID());
    try (FileChannel out =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer text = ByteBuffer.wrap(note.text().getBytes(StandardCharsets.US_ASCII));
      while (text.hasRemaining()) {
        out.write(text);
      }
      out.force(true);
    }
    Files.move(temporary, file.name().in(directory, ""), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  /** Drops the notes of files that a crash kept from being forgotten when they left. */
  void sweep(Path landing) throws IOException {
    try (DirectoryStream<Path> notes = Files.newDirectoryStream(directory)) {
      for (Path note : notes) {
        boolean unfinished = note.getFileName().toString().startsWith(".");
        Path landed = LandedName.of(note).in(landing, "");
        if (unfinished || !Files.exists(landed, LinkOption.NOFOLLOW_LINKS)) {
          Files.deleteIfExists(note);
        }
      }
    }
  }

  /** Drops the note: the file is out of the landing directory. */
  void forget(LandedName name) throws IOException {
    Files.deleteIfExists(name.in(directory, ""));
  }
}
