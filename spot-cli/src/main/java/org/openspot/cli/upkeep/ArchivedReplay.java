package org.openspot.cli.upkeep;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.openspot.archive.Archive;
import org.openspot.core.error.RetriableException;
import org.openspot.parsers.Dissector;
import org.openspot.schema.TablePartition;
import org.openspot.schema.row.RowSink;
import org.openspot.store.lineage.Origin;
import org.openspot.store.replay.ReplaySource;

/** Archived originals, fetched one by one and dissected again. */
public final class ArchivedReplay implements ReplaySource {
  private final Archive archive;
  private final Dissector dissector;
  private final Path scratch;
  private final PrintWriter progress;
  private long listed;
  private long done;

  /**
   * @param scratch a local directory for fetched originals
   * @param progress told now and then
   */
  public ArchivedReplay(Archive archive, Dissector dissector, Path scratch, PrintWriter progress) {
    this.archive = archive;
    this.dissector = dissector;
    this.scratch = scratch;
    this.progress = progress;
  }

  /** The registered originals of a source that were captured in some hours. */
  public List<Candidate> list(String sourceType, Instant from, Instant to) {
    List<Candidate> originals = new ArrayList<>();
    for (Archive.Archived archived : archive.list(sourceType, from, to)) {
      if (archived.fileId() != null) {
        originals.add(
            new Candidate(
                new Origin(archived.fileId(), archived.name(), archived.uri()),
                TablePartition.of(archived.hour().getEpochSecond())));
      }
    }
    listed = originals.size();
    return originals;
  }

  @Override
  public void dissect(Candidate original, RowSink sink) {
    Path local = scratch.resolve(UUID.randomUUID().toString());
    try {
      Files.createDirectories(scratch);
      try {
        try (InputStream in = archive.open(original.origin().archiveUri())) {
          Files.copy(in, local);
        }
        dissector.dissect(local, sink);
      } finally {
        Files.deleteIfExists(local);
      }
    } catch (IOException e) {
      throw new RetriableException(
          "cannot copy " + original.origin().archiveUri() + " to " + local + ": " + e.getMessage(),
          e);
    }
  }

  @Override
  public void dissected(Candidate original) {
    done++;
    if (done % 100 == 0 || done == listed) {
      progress.println("dissected " + done + " of " + listed + " originals");
    }
  }
}
