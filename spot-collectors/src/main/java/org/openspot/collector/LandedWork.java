package org.openspot.collector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.openspot.core.error.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does all there is to do for one complete entry of a landing directory. Thread-safe. */
final class LandedWork {
  private static final Logger LOG = LoggerFactory.getLogger(LandedWork.class);

  private final FileIngest ingest;
  private final Retirement retirement;
  private final Begun begun;
  private final Attempts attempts;
  private final Outage outage;
  private final boolean keepsBroken;
  private final Clock clock;
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  /**
   * @param keepsBroken whether a file of which only a part could be read stays, in failed/: there
   *     is no archive that has it
   */
  LandedWork(
      FileIngest ingest,
      Retirement retirement,
      Begun begun,
      Attempts attempts,
      Outage outage,
      boolean keepsBroken,
      Clock clock) {
    this.ingest = ingest;
    this.retirement = retirement;
    this.begun = begun;
    this.attempts = attempts;
    this.outage = outage;
    this.keepsBroken = keepsBroken;
    this.clock = clock;
  }

  /** Ends with the entry out of the landing directory, or to be looked at again. */
  void on(Path entry) {
    LandedName name = LandedName.of(entry);
    try {
      FileStamp stamp = FileStamp.read(entry);
      Optional<String> objection =
          stamp.kind() == FileStamp.Kind.REGULAR
              ? OtherNames.objection(entry)
              : Optional.of("not a regular file but a " + stamp.kind());
      if (objection.isPresent()) {
        fail(entry, name, objection.get());
      } else {
        Optional<Begun.Note> note = begun.of(name).filter(found -> found.isBeginningOf(stamp));
        regular(
            note.isPresent()
                ? LandedFile.beginning(entry, name, stamp, note.get())
                : LandedFile.whole(entry, name, stamp));
      }
      attempts.end(entry);
    } catch (ChangedException e) {
      // Still being written: it waits again.
      attempts.end(entry);
    } catch (RetriableException e) {
      outage.failed(new RetriableException(name + ": " + e.getMessage(), e));
      attempts.defer(entry, clock.instant(), false);
    } catch (IOException e) {
      if (!Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
        LOG.info("{}: gone from the landing directory before it was ingested", name);
        attempts.end(entry);
        return;
      }
      LOG.error(
          "{}: cannot be taken out of the landing directory, stays and is tried again: {}",
          name,
          e.toString());
      attempts.defer(entry, clock.instant(), true);
    }
  }

  @SuppressWarnings("try")
  private void regular(LandedFile file) throws IOException {
    // Open until the end, so that no file that lands meanwhile can get the same inode number.
    try (InputStream pinned = file.open()) {
      bring(file);
    } catch (AccessDeniedException e) {
      if (!e.getFile().equals(file.path().toString())) {
        throw e;
      }
      fail(file.path(), file.name(), "cannot be read: no permission");
    }
  }

  private void bring(LandedFile file) throws IOException {
    FileIngest.Sent sent;
    try {
      sent = ingest.ingest(file);
    } catch (UnfitException e) {
      fail(file.path(), file.name(), e.getMessage());
      return;
    }
    outage.ended();
    if (keepsBroken && sent.trouble() != null) {
      fail(file.path(), file.name(), sent.what() + ", " + sent.trouble());
      return;
    }
    if (!retirement.ingested(file, sent.original())) {
      failed.incrementAndGet();
    }
    begun.forget(file.name());
    files.incrementAndGet();
    bytes.addAndGet(file.stamp().size());
    LOG.info(
        "{}: {} bytes, {}",
        file.name(),
        file.stamp().size(),
        sent.trouble() == null ? sent.what() : sent.what() + ", " + sent.trouble());
  }

  private void fail(Path entry, LandedName name, String reason) throws IOException {
    retirement.unfit(entry, name, reason);
    begun.forget(name);
    failed.incrementAndGet();
  }

  long files() {
    return files.get();
  }

  long bytes() {
    return bytes.get();
  }

  long failed() {
    return failed.get();
  }
}
