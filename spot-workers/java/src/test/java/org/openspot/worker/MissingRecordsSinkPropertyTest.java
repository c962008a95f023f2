package org.openspot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.openspot.core.config.DataSize;
import org.openspot.core.config.DurationText;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;
import org.openspot.core.identity.RecordRanges;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.Reject;
import org.openspot.store.commit.Commit;
import org.openspot.store.commit.Committer;
import org.openspot.store.commit.Ingested;
import org.openspot.store.commit.LogPosition;
import org.openspot.store.commit.StagedFile;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.MemoryTableFiles;
import org.openspot.store.lineage.OriginBlock;
import org.openspot.store.parquet.TableFile;
import org.openspot.transport.event.Original;

class MissingRecordsSinkPropertyTest {
  private static final TableSpec FLOW = TableSpec.load("flow");
  private static final FileId FILE = FileId.hasher("flow", "a").finish().fileId();
  private static final Original ORIGINAL =
      new Original(FILE, "a", 1, "", "hdfs://n/a", Instant.EPOCH);

  @Provide
  Arbitrary<RecordRange> ranges() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 40), Arbitraries.integers().between(1, 12))
        .as((from, length) -> new RecordRange(from, from + length));
  }

  /**
   * Whatever is stored before and wherever a commit cuts, each record of an original is stored
   * once, and accounted for as what it is.
   */
  @Property(tries = 300)
  void eachRecordIsStoredOnceWhateverWasThereAndWhereverItIsCut(
      @ForAll List<@From("ranges") RecordRange> before,
      @ForAll @IntRange(min = 0, max = 50) int records,
      @ForAll @IntRange(min = 1, max = 60) int stopAfter) {
    RecordingCommitter committer = new RecordingCommitter();
    before.forEach(committer.stored::add);
    BitSet wanted = new BitSet();
    for (int record = 0; record < records; record++) {
      if (!committer.stored.contains(record)) {
        wanted.set(record);
      }
    }

    // The first attempt is cut somewhere and committed, the second reads everything again.
    OpenCommit open = open(committer);
    MissingRecordsSink cut = sink(open);
    push(cut, Math.min(records, stopAfter));
    cut.accountSoFar();
    var unused = open.commit(new LogPosition("t", 0, null));
    MissingRecordsSink whole = sink(open);
    push(whole, records);
    whole.accountForAll();
    unused = open.commit(new LogPosition("t", 1, null));

    assertThat(committer.rows + committer.rejects + committer.passedOver)
        .isEqualTo(wanted.cardinality());
    assertThat(committer.stored.covers(RecordRange.ALL)).isTrue();
    assertThat(committer.doubled).isFalse();
    assertThat(committer.overlapping).as("blocks of files with records in common").isFalse();
  }

  private static OpenCommit open(RecordingCommitter committer) {
    return new OpenCommit(
        committer.files,
        TableLocations.below("/spot", FLOW),
        new WorkerSettings(
            DurationText.parse("2s"), 1000, DataSize.parse("64MiB"), 2, DataSize.parse("1MiB"), 10),
        committer,
        System::nanoTime,
        () -> null);
  }

  private static MissingRecordsSink sink(OpenCommit open) {
    return new MissingRecordsSink(
        open, ORIGINAL, open.known(FILE).missingFrom(RecordRange.ALL), () -> {});
  }

  /** Every third record is a reject, every fifth is passed over. */
  private static void push(MissingRecordsSink sink, int records) {
    for (int record = 0; record < records; record++) {
      if (record % 3 == 0) {
        sink.reject(Reject.of(record, "bad", new byte[1], 0, 1));
      } else if (record % 5 == 0) {
        sink.passOver(record);
      } else if (sink.beginRow(record, 0)) {
        sink.setLong(FLOW.column("ibyt"), record);
        sink.endRow();
      }
    }
  }

  /** Keeps what is committed and notices what is committed twice. */
  private static final class RecordingCommitter implements Committer {
    private final MemoryTableFiles files = new MemoryTableFiles();
    private final RecordRanges stored = new RecordRanges();
    private boolean overlapping;
    private long rows;
    private long rejects;
    private long passedOver;
    private boolean doubled;

    @Override
    public Optional<LogPosition> claim() {
      return Optional.empty();
    }

    @Override
    public Optional<LogPosition> resume() {
      return Optional.empty();
    }

    @Override
    public void jumped() {}

    @Override
    public String stagingDirectory() {
      return "/spot/staging";
    }

    @Override
    public RecordRanges stored(FileId file) {
      RecordRanges copy = new RecordRanges();
      copy.addAll(stored);
      return copy;
    }

    @Override
    public void commit(Commit commit) {
      // What the footers say is in a file must not be what is stored elsewhere.
      for (StagedFile staged : commit.files()) {
        TableFile file = new TableFile(files, staged.path(), staged.length());
        for (OriginBlock block : file.footer().lineage().orElseThrow().blocks()) {
          overlapping |= !stored.missingFrom(block.records()).equals(List.of(block.records()));
        }
      }
      for (Ingested ingested : commit.originals()) {
        doubled |= !stored.missingFrom(ingested.range()).equals(List.of(ingested.range()));
        stored.add(ingested.range());
        rows += ingested.rows();
        rejects += ingested.rejects();
        passedOver += ingested.passedOver();
      }
      long staged = commit.files().stream().mapToLong(file -> file.rows()).sum();
      doubled |=
          staged
              != commit.originals().stream()
                  .mapToLong(ingested -> ingested.rows() + ingested.rejects())
                  .sum();
    }

    @Override
    public boolean isSettled() {
      return true;
    }

    @Override
    public Optional<Instant> blockedSince() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }
}
