package org.openspot.store.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openspot.core.error.DataException;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;

class LineageTest {
  private static final Origin A =
      new Origin(FileId.parse("ab".repeat(32)), "a \"quoted\"\nname", "hdfs:/archive/a");
  private static final Origin B = new Origin(FileId.parse("cd".repeat(32)), "b", null);

  @Test
  void rowsThatFollowEachOtherAreABlock() {
    Lineage.Builder builder = new Lineage.Builder();
    builder.add(A, 4);
    builder.add(A, 5);
    builder.add(A, 9);
    builder.add(B, 0);
    builder.add(A, 10);
    Lineage lineage = builder.build();
    assertThat(lineage.blocks())
        .containsExactly(
            new OriginBlock(A, new RecordRange(4, 10), 3),
            new OriginBlock(B, new RecordRange(0, 1), 1),
            new OriginBlock(A, new RecordRange(10, 11), 1));
    assertThat(lineage.rows()).isEqualTo(5);
    assertThat(lineage.rowsByOriginal()).containsEntry(A.file(), 4L).containsEntry(B.file(), 1L);
  }

  @Test
  void recordsThatGoBackBeginANewBlock() {
    Lineage.Builder builder = new Lineage.Builder();
    builder.add(A, 7);
    builder.add(A, 2);
    assertThat(builder.build().blocks()).hasSize(2);
  }

  /** What is missing in between may come later, and its block is to be apart. */
  @Test
  void rowsOfAnEqualOriginContinueABlockOnlyWithoutAGap() {
    Origin again = new Origin(A.file(), A.name(), A.archiveUri());
    Lineage.Builder builder = new Lineage.Builder();
    builder.add(A, 0);
    builder.add(again, 1);
    builder.add(again, 3);
    builder.add(A, 5);
    assertThat(builder.build().blocks())
        .containsExactly(
            new OriginBlock(A, new RecordRange(0, 4), 3),
            new OriginBlock(A, new RecordRange(5, 6), 1));
  }

  @Test
  void blocksAreJoinedOnlyWithoutAGap() {
    Lineage.Builder builder = new Lineage.Builder();
    builder.add(new OriginBlock(A, new RecordRange(0, 10), 4));
    builder.add(new OriginBlock(A, new RecordRange(10, 20), 10));
    builder.add(new OriginBlock(A, new RecordRange(21, 30), 9));
    builder.add(new OriginBlock(B, new RecordRange(30, 40), 2));
    assertThat(builder.build().blocks())
        .containsExactly(
            new OriginBlock(A, new RecordRange(0, 20), 14),
            new OriginBlock(A, new RecordRange(21, 30), 9),
            new OriginBlock(B, new RecordRange(30, 40), 2));
  }

  @Test
  void isTheSameAfterBeingWrittenAndRead() {
    Lineage.Builder builder = new Lineage.Builder();
    builder.add(A, 0);
    builder.add(B, 3);
    builder.add(A, Long.MAX_VALUE - 2);
    Lineage lineage = builder.build();
    assertThat(Lineage.parse(lineage.toJson(), "x")).isEqualTo(lineage);
    assertThat(Lineage.parse(new Lineage(List.of()).toJson(), "x").blocks()).isEmpty();
  }

  @Test
  void whatIsNotALineageIsSaidToBeNone() {
    for (String json :
        List.of(
            "",
            "[]",
            "{\"format\":2}",
            "{\"blocks\":[[0,0,1,1]]}",
            "{\"originals\":[{\"file\":\"zz\"}]}",
            new Lineage(List.of()).toJson().substring(1))) {
      assertThatThrownBy(() -> Lineage.parse(json, "/t/x.parquet"))
          .as(json)
          .isInstanceOf(DataException.class)
          .hasMessageContaining("/t/x.parquet");
    }
  }
}
