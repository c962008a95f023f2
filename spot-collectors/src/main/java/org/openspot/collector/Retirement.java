package org.openspot.collector;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.openspot.core.error.ConfigException;
import org.openspot.core.lifecycle.FailPoint;
import org.openspot.transport.event.Original;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files out of the landing directory: to done/ or away once ingested, to failed/ with a
 * reason otherwise. A file is first moved aside and looked at again there, so that nothing that
 * lands under its name between check and removal can be hit.
 */
final class Retirement {
  private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);

  private final Places places;
  private final Tails tails;
  private final Shelf failed;
  private final Shelf done;

  /**
   * @param tails what to do with what is appended to a file, or null if nothing may be
   */
  Retirement(Places places, Tails tails) {
    this.places = places;
    this.tails = tails;
    this.failed = new Shelf(places.failed());
    this.done = places.done() == null ? null : new Shelf(places.done());
  }

  /** Puts files back that a crash left between check and removal: they are recognised again. */
  void restore() {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(places.leaving())) {
      for (Path aside : left) {
        putBack(aside, LandedName.of(aside));
      }
    } catch (IOException e) {
      throw new ConfigException("cannot put back what is in " + places.leaving() + ": " + e, e);
    }
  }

  /**
   * Retires a file whose events are all acknowledged.
   *
   * @return true if it is gone, false if it had changed and is in failed/
   */
  boolean ingested(LandedFile file, Original original) throws IOException {
    Path aside = file.name().in(places.leaving(), "");
    if (Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(aside + " is in the way: it is put back at the next start");
    }
    boolean same;
    try {
      same = FileStamp.read(file.path()).equals(file.stamp());
      Files.move(file.path(), aside, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      LOG.warn("{}: ingested, but somebody removed it from the landing directory", file.name());
      return true;
    }
    try {
      return leave(file, aside, same, original);
    } catch (IOException e) {
      putBack(aside, file.name());
      throw e;
    }
  }

  private boolean leave(LandedFile file, Path aside, boolean same, Original original)
      throws IOException {
    FileStamp now = FileStamp.read(aside);
    FailPoint.pass(CollectorSteps.BEFORE_REMOVE);
    if (!now.sameFile(file.stamp())) {
      LOG.info("{}: ingested; another file has landed under its name", file.name());
      putBack(aside, file.name());
      return true;
    }
    if (!same || !now.sameContent(file.stamp())) {
      if (tails != null && tails.keep(aside, file, original)) {
        return true;
      }
      changed(aside, file);
      return false;
    }
    if (done == null) {
      Files.delete(aside);
    } else {
      done.put(aside, file.name());
    }
    FailPoint.pass(CollectorSteps.AFTER_REMOVE);
    return true;
  }

  /** The rule for all that did not just grow by lines. */
  private void changed(Path aside, LandedFile file) throws IOException {
    String reason =
        "changed after its first "
            + file.stamp().size()
            + " bytes were archived and ingested: what came later was not, and no file is"
            + " ever ingested twice";
    putAway(aside, file.name(), reason);
  }

  /** Moves an entry to failed/ with its reason beside it. */
  void unfit(Path path, LandedName name, String reason) throws IOException {
    FailPoint.pass(CollectorSteps.BEFORE_FAILED);
    putAway(path, name, reason);
    FailPoint.pass(CollectorSteps.AFTER_FAILED);
  }

  private void putAway(Path path, LandedName name, String reason) throws IOException {
    Path target = failed.put(path, name, reason);
    LOG.warn("{}: to {}: {}", name, target.getParent(), reason);
  }

  private void putBack(Path aside, LandedName name) throws IOException {
    Path home = name.in(places.landing(), "");
    try {
      if (Files.isDirectory(aside, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(aside, home);
      } else {
        linkOrMove(aside, home);
        Files.deleteIfExists(aside);
      }
    } catch (FileAlreadyExistsException e) {
      if (isSame(aside, home)) {
        Files.delete(aside); // a crash came between the link and this
      } else {
        putAway(aside, name, "another file has landed under its name while it was being removed");
      }
    }
  }

  /** Unlike a rename, a link never overwrites what landed meanwhile. */
  private static void linkOrMove(Path aside, Path home) throws IOException {
    try {
      Files.createLink(home, aside);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException e) {
      // The kernel may refuse links to files of others (fs.protected_hardlinks).
      Files.move(aside, home);
    }
  }

  private static boolean isSame(Path one, Path other) throws IOException {
    try {
      return FileStamp.read(one).sameFile(FileStamp.read(other));
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
