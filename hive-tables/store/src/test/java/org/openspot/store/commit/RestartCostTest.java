package org.openspot.store.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.Checkpoint.RunRef;
import org.openspot.store.files.MemoryTableFiles;

/** What a restart reads, for a restart keeps on its heap no more than that. */
class RestartCostTest {
  private static final TableLocations TABLES =
      TableLocations.below("/spot", TableSpec.load("flow"));
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  /** Counts what is read. */
  private static final class CountingFiles extends MemoryTableFiles {
    private long bytes;

    @Override
    public synchronized Optional<byte[]> read(String path) {
      Optional<byte[]> content = super.read(path);
      bytes += content.map(found -> found.length).orElse(0);
      return content;
    }

    @Override
    public synchronized byte[] read(String path, long position, int length) {
      bytes += length;
      return super.read(path, position, length);
    }
  }

  private static FileId file(long number) {
    return FileId.of(ByteBuffer.allocate(FileId.BYTES).putLong(number << 40).array());
  }

  private static RunEntry entry(long number) {
    return new RunEntry(file(number), RecordRange.ALL, 1, 0, 0);
  }

  /** The bytes that a worker reads to take over a log of so many originals. */
  private static long readByRestart(long originals) {
    CountingFiles files = new CountingFiles();
    CommitLog log = new CommitLog(files, TABLES.rowsLocation(), "spot.flow-0");
    String run = LogDirectory.number(9) + "-abcdef01";
    Iterator<RunEntry> entries =
        LongStream.range(0, originals).mapToObj(RestartCostTest::entry).iterator();
    RunFile.write(files, log.directory().runs() + "/" + run + "@1", entries);
    Checkpoint checkpoint =
        new Checkpoint(
            Checkpoint.FORMAT,
            9,
            NOW,
            new LogPosition("topic-id", originals, 0),
            NOW,
            9,
            List.of(),
            List.of(),
            Map.of(),
            List.of(new RunRef(run, originals)));
    files.writeNew(log.directory().checkpoint(9), LogJson.write(checkpoint));
    files.bytes = 0;
    TableCommitter committer =
        new TableCommitter(
            files,
            new TableCommitter.Settings(TABLES, "spot.flow-0", "worker", 100),
            PartitionDirectories.usual(TABLES),
            new RegistrationQueue(partitions -> {}, "worker"),
            Clock.fixed(NOW, ZoneOffset.UTC));
    assertThat(committer.claim().orElseThrow().nextOffset()).isEqualTo(originals);
    assertThat(committer.stored(file(originals / 2)).covers(RecordRange.ALL)).isTrue();
    assertThat(committer.stored(file(originals + 1)).isEmpty()).isTrue();
    committer.close();
    return files.bytes;
  }

  @Test
  void aLogOfAMillionOriginalsIsTakenOverWithFewBytesRead() {
    long thousand = readByRestart(1_000);
    long million = readByRestart(1_000_000);
    // Eight bytes of index for each 256 originals, and the blocks that two look-ups read.
    assertThat(million - thousand).isLessThan(1_000_000L / 256 * Long.BYTES + 4 * 256 * 72);
  }
}
