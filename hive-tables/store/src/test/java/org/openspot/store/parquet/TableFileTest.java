package org.openspot.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.error.DataException;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowBuffer;
import org.openspot.store.commit.StagedFile;
import org.openspot.store.files.MemoryTableFiles;
import org.openspot.store.lineage.Origin;
import org.openspot.store.lineage.OriginBlock;

class TableFileTest {
  private static final TableSpec FLOW = TableSpec.load("flow");
  private static final Origin A = new Origin(FileId.parse("ab".repeat(32)), "a", "/archive/a");
  private static final Origin B = new Origin(FileId.parse("cd".repeat(32)), "b", null);

  private final MemoryTableFiles files = new MemoryTableFiles();

  private StagingWriter writer() {
    return new StagingWriter(
        files, new StagingWriter.Settings("/t/_staging/x", FLOW, FLOW.rejects(), 2, 1 << 20));
  }

  private TableFile file(StagedFile staged) {
    return new TableFile(files, staged.path(), staged.length());
  }

  @Test
  void givesBackWhatWasWrittenAndWhereItCameFrom() {
    StagingWriter writer = writer();
    for (int i = 0; i < 1_000; i++) {
      RowBuffer row = writer.begin(i < 700 ? A : B, i, 100);
      row.setLong(FLOW.column("unix_tstamp"), 100 + i);
      row.setInt(FLOW.column("sport"), i);
      if (i % 2 == 0) {
        byte[] address = ("10.0.0." + i % 7).getBytes(StandardCharsets.UTF_8);
        row.setBytes(FLOW.column("sip"), address, 0, address.length);
      }
      row.setFloat(FLOW.column("tdur"), i / 8f);
      writer.endRow();
    }
    TableFile file = file(writer.finish().get(0));
    assertThat(file.footer().rows()).isEqualTo(1_000);
    assertThat(file.footer().lineage().orElseThrow().blocks())
        .containsExactly(
            new OriginBlock(A, new RecordRange(0, 700), 700),
            new OriginBlock(B, new RecordRange(700, 1_000), 300));
    List<String> read = new ArrayList<>();
    try (TableFile.Rows rows = file.rows(FLOW)) {
      for (RowBuffer row = rows.next(); row != null; row = rows.next()) {
        int sip = FLOW.column("sip");
        read.add(
            row.longValue(FLOW.column("unix_tstamp"))
                + " "
                + row.intValue(FLOW.column("sport"))
                + " "
                + row.floatValue(FLOW.column("tdur"))
                + " "
                + (row.isPresent(sip)
                    ? new String(
                        row.array(), row.offset(sip), row.length(sip), StandardCharsets.UTF_8)
                    : "null")
                + " "
                + row.isPresent(FLOW.column("dip")));
      }
    }
    assertThat(read)
        .hasSize(1_000)
        .startsWith("100 0 0.0 10.0.0.0 false", "101 1 0.125 null false")
        .endsWith("1099 999 124.875 null false");
  }

  @Test
  void aFileOfThisMachineIsReadAsOneOfTheTable(@TempDir Path directory) throws IOException {
    StagingWriter writer = writer();
    for (int i = 0; i < 3; i++) {
      writer.begin(A, i, 100).setInt(FLOW.column("sport"), i);
      writer.endRow();
    }
    byte[] bytes = files.read(writer.finish().get(0).path()).orElseThrow();
    Path file = Files.write(directory.resolve("rows.parquet"), bytes);
    List<Integer> read = new ArrayList<>();
    try (TableFile.Rows rows = TableFile.localRows(file, FLOW)) {
      for (RowBuffer row = rows.next(); row != null; row = rows.next()) {
        read.add(row.intValue(FLOW.column("sport")));
      }
    }
    assertThat(read).containsExactly(0, 1, 2);
  }

  @Test
  void rejectsKnowTheirOriginalToo() {
    StagingWriter writer = writer();
    byte[] raw = {1};
    writer.reject(B, new TablePartition(7), Reject.of(12, "no time", raw, 0, 1));
    assertThat(file(writer.finish().get(0)).footer().lineage().orElseThrow().blocks())
        .containsExactly(new OriginBlock(B, new RecordRange(12, 13), 1));
  }

  @Test
  void whatIsNoParquetFileIsSaidToBeNone() {
    files.writeNew("/t/empty", new byte[0]);
    files.writeNew("/t/text", "a table file was meant to be here".getBytes(StandardCharsets.UTF_8));
    StagingWriter writer = writer();
    writer.begin(A, 0, 0);
    writer.endRow();
    byte[] whole = files.read(writer.finish().get(0).path()).orElseThrow();
    byte[] torn = Arrays.copyOf(whole, whole.length - 20);
    files.writeNew("/t/torn", torn);
    for (String path : List.of("/t/empty", "/t/text", "/t/torn")) {
      TableFile file = new TableFile(files, path, files.find(path).orElseThrow().length());
      assertThatThrownBy(file::footer).isInstanceOf(DataException.class).hasMessageContaining(path);
    }
  }
}
