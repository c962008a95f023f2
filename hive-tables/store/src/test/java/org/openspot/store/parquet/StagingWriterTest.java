package org.openspot.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.io.PositionOutputStream;
import org.junit.jupiter.api.Test;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.DerivedRows;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowBuffer;
import org.openspot.store.commit.StagedFile;
import org.openspot.store.files.MemoryTableFiles;
import org.openspot.store.lineage.Origin;

class StagingWriterTest {
  private static final TableSpec FLOW = TableSpec.load("flow");
  private static final Origin ORIGIN =
      new Origin(FileId.parse("ab".repeat(32)), "nfcapd.1", "/archive/nfcapd.1");
  private static final String STAGING = "/t/_staging/x";

  private final MemoryTableFiles files = new MemoryTableFiles();

  private StagingWriter writer(MemoryTableFiles to) {
    return new StagingWriter(
        to, new StagingWriter.Settings(STAGING, FLOW, FLOW.rejects(), 2, 1 << 20));
  }

  private static void row(StagingWriter writer, long second) {
    RowBuffer row = writer.begin(ORIGIN, second, second);
    row.setLong(FLOW.column("unix_tstamp"), second);
    writer.endRow();
  }

  @Test
  void whatFollowsFromRowsIsInFilesOfItsDayAfterThoseOfTheRows() {
    TableSpec scores = FLOW.scores();
    DerivedRows everyThird =
        new DerivedRows() {
          @Override
          public TableSpec table() {
            return scores;
          }

          @Override
          public Optional<RowBuffer> of(RowBuffer row, TablePartition partition) {
            long second = row.longValue(FLOW.column("unix_tstamp"));
            RowBuffer score = new RowBuffer(scores.columns().size());
            score.setDouble(scores.column("ml_score"), 1.0 / (1 + second));
            return second % 3 == 0 ? Optional.of(score) : Optional.empty();
          }
        };
    StagingWriter writer =
        new StagingWriter(
            files,
            new StagingWriter.Settings(STAGING, FLOW, FLOW.rejects(), 4, 1 << 20),
            everyThird);
    List<Double> expected = new ArrayList<>();
    for (long second = 0; second < 3 * 3600; second++) {
      row(writer, second);
      if (second % 3 == 0) {
        expected.add(1.0 / (1 + second));
      }
    }
    List<StagedFile> staged = writer.finish();
    assertThat(staged.stream().map(StagedFile::table))
        .containsExactly("flow", "flow", "flow", "flow_scores");
    StagedFile last = staged.get(3);
    assertThat(last.partition()).isEqualTo(new TablePartition(0));
    assertThat(last.rows()).isEqualTo(3600);
    TableFile file = new TableFile(files, last.path(), last.length());
    assertThat(file.footer().lineage().orElseThrow().rowsByOriginal())
        .containsExactly(Map.entry(ORIGIN.file(), 3600L));
    List<Double> found = new ArrayList<>();
    try (TableFile.Rows rows = file.rows(scores)) {
      for (RowBuffer row = rows.next(); row != null; row = rows.next()) {
        found.add(row.doubleValue(scores.column("ml_score")));
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void everyRowIsInAFileOfItsHour() {
    StagingWriter writer = writer(files);
    // More hours than may be open, in turns of a few rows, and more rows than all blocks hold.
    for (int i = 0; i < 9_000; i++) {
      row(writer, (i / 30 % 3) * 3600L);
    }
    assertThat(writer.rows()).isEqualTo(9_000);
    List<StagedFile> staged = writer.finish();
    assertThat(staged.stream().mapToLong(StagedFile::rows).sum()).isEqualTo(9_000);
    for (int hour = 0; hour < 3; hour++) {
      TablePartition partition = new TablePartition(hour);
      assertThat(
              staged.stream()
                  .filter(file -> file.partition().equals(partition))
                  .mapToLong(StagedFile::rows)
                  .sum())
          .isEqualTo(3_000);
    }
    assertThat(files.list(STAGING)).hasSameSizeAs(staged);
    assertThat(staged).as("each turn finds its file closed").hasSize(300);
  }

  @Test
  void rejectsHaveFilesOfTheirOwn() {
    StagingWriter writer = writer(files);
    byte[] raw = "not a flow".getBytes(StandardCharsets.UTF_8);
    TablePartition captured = new TablePartition(7);
    row(writer, 0);
    writer.reject(ORIGIN, captured, Reject.of(1, "no time", raw, 0, raw.length));
    row(writer, 1);
    List<StagedFile> staged = writer.finish();
    assertThat(staged).hasSize(2);
    assertThat(staged.stream().filter(file -> file.partition().equals(captured)))
        .singleElement()
        .satisfies(file -> assertThat(file.table()).isEqualTo(FLOW.rejects().name()));
  }

  @Test
  void aRowBegunAndNotEndedIsNoRow() {
    StagingWriter writer = writer(files);
    row(writer, 0);
    writer.begin(ORIGIN, 1, 1).setLong(FLOW.column("unix_tstamp"), 1);
    assertThat(writer.finish())
        .singleElement()
        .satisfies(file -> assertThat(file.rows()).isEqualTo(1));
  }

  @Test
  void theCallerHearsWhatWentWrongOnTheOtherThread() {
    RetriableException full = new RetriableException("disk full", null);
    MemoryTableFiles broken =
        new MemoryTableFiles() {
          @Override
          public PositionOutputStream create(String path) {
            throw full;
          }
        };
    StagingWriter early = writer(broken);
    assertThatThrownBy(
            () -> {
              // Far more than the blocks there are: it must not wait for one for ever.
              for (int i = 0; i < 100_000; i++) {
                row(early, 0);
              }
            })
        .isSameAs(full);
    early.abandon();

    StagingWriter late = writer(broken);
    row(late, 0);
    assertThatThrownBy(late::finish).isSameAs(full);
  }

  @Test
  void abandonsInTheMiddle() {
    StagingWriter writer = writer(files);
    for (int i = 0; i < 1_000; i++) {
      row(writer, 0);
    }
    writer.abandon();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().endsWith("-parquet"));
  }
}
