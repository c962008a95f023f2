package org.openspot.collector;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.FullDisk;

/**
 * The directories of one collector.
 *
 * @param landing where files land
 * @param done where originals are kept, or null
 * @param failed where what cannot be ingested goes
 * @param scratch private copies; emptied at start
 */
record Places(Path landing, Path done, Path failed, Path scratch) {
  /** The collector's own corner of the landing directory, on the same file system. */
  Path own() {
    return landing.resolve(".spot");
  }

  /** Where an original is between its last check and its removal. */
  Path leaving() {
    return own().resolve("leaving");
  }

  /** Where texts wait that grew after they were ingested. */
  Path tails() {
    return own().resolve("tails");
  }

  /** Notes of what was begun to be sent. */
  Path begun() {
    return own().resolve("begun");
  }

  /** Makes what is missing and checks that nothing leads back into the landing directory. */
  void prepare() {
    for (Path place : new Path[] {done, failed, scratch}) {
      if (place != null && place.startsWith(landing) && !place.startsWith(own())) {
        throw new ConfigException(
            place + " is inside the landing directory " + landing + ": choose a place outside it");
      }
    }
    create(landing);
    claimOwn();
    for (Path place : new Path[] {leaving(), tails(), begun(), done, failed, scratch}) {
      if (place != null) {
        create(place);
      }
    }
  }

  /**
   * Makes the corner a place that nobody else can reach into. Whoever may write to the landing
   * directory could have put a link there, or a directory of their own: what is moved, deleted and
   * written in it would then be theirs to choose.
   */
  private void claimOwn() {
    Path own = own();
    try {
      if (!Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(own);
      }
      if (!Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
        throw notOurs(own, "is no directory");
      }
      if (!Files.isWritable(own)) {
        throw new ConfigException("no permission to write to the directory " + own);
      }
      Path probe = Files.createTempFile(own, "owner", "");
      try {
        if (!Files.getOwner(probe).equals(Files.getOwner(own, LinkOption.NOFOLLOW_LINKS))) {
          throw notOurs(own, "belongs to " + Files.getOwner(own).getName());
        }
      } finally {
        Files.deleteIfExists(probe);
      }
      Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw FullDisk.orUnusable("cannot use the directory " + own + ": " + e, e);
    }
  }

  private static ConfigException notOurs(Path own, String what) {
    return new ConfigException(
        own
            + " "
            + what
            + ": a collector makes it itself; look who put it there, and move it away");
  }

  private static void create(Path place) {
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      throw FullDisk.orUnusable("cannot make the directory " + place + ": " + e, e);
    }
    if (!Files.isWritable(place)) {
      throw new ConfigException("no permission to write to the directory " + place);
    }
  }

  /** Removes the private copies an earlier run left, and the tail it was about to land. */
  void emptyScratch() {
    try {
      Files.deleteIfExists(tails().resolve("part"));
    } catch (IOException e) {
      throw new ConfigException("cannot clear the directory " + tails() + ": " + e, e);
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(scratch, "*.copy")) {
      for (Path copy : left) {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new ConfigException("cannot empty the scratch directory " + scratch + ": " + e, e);
    }
  }
}
