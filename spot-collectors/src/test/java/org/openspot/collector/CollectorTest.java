package org.openspot.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openspot.core.error.ConfigException;
import org.openspot.core.identity.RecordRange;
import org.openspot.transport.event.Failure;
import org.openspot.transport.event.FilePointer;
import org.openspot.transport.event.IngestEvent;
import org.openspot.transport.event.RowBatch;

/** What becomes of a good file, and where a collector refuses to start. */
class CollectorTest extends RunningCollector {
  @Test
  void aSmallFileIsArchivedSentAsRowsAndRemoved() throws Exception {
    land("a", "lines\none\n#two\n!three\nfour\n");
    start();
    awaitEmpty();
    assertThat(channel.events).hasSize(1);
    IngestEvent event = channel.events.get(0);
    assertThat(event.range()).isEqualTo(RecordRange.ALL);
    assertThat(event.last()).isTrue();
    assertThat(event.original().captured()).isEqualTo(LineSource.CAPTURED);
    RowBatch batch = (RowBatch) event.payload();
    assertThat(List.of(batch.rows(), batch.rejects(), batch.passedOver()))
        .containsExactly(2L, 1L, 1L);
    assertThat(rows()).containsExactly("0 one", "1 passed over", "2 reject bang", "3 four");
    assertThat(archive.files.get(event.original().archiveUri()))
        .asString(StandardCharsets.US_ASCII)
        .startsWith("lines\none");
  }

  @Test
  void aLargeFileIsSentAsAPointer() throws Exception {
    land("a", "lines\n" + "some line or other\n".repeat(10_000));
    start();
    awaitEmpty();
    assertThat(channel.events).hasSize(1);
    assertThat(channel.events.get(0).payload()).isEqualTo(new FilePointer());
    assertThat(channel.events.get(0).range()).isEqualTo(RecordRange.ALL);
    assertThat(channel.events.get(0).original().size()).isEqualTo(6 + 190_000);
  }

  @Test
  void anOriginalWithoutRecordsIsStillAnnounced() throws Exception {
    land("a", "lines\n");
    start();
    awaitEmpty();
    assertThat(channel.events).hasSize(1);
    assertThat(((RowBatch) channel.events.get(0).payload()).rows()).isZero();
    assertThat(channel.events.get(0).last()).isTrue();
  }

  @Test
  void whatFollowsATornRecordIsADeadLetter() throws Exception {
    land("a", "lines\none\ntwo\nTORN\nthree\n");
    start();
    awaitEmpty();
    assertThat(channel.events).hasSize(2);
    assertThat(channel.events.get(0).range()).isEqualTo(new RecordRange(0, 2));
    assertThat(channel.events.get(0).last()).isFalse();
    assertThat(channel.events.get(1).range()).isEqualTo(new RecordRange(2, RecordRange.END));
    assertThat(channel.events.get(1).payload()).isEqualTo(new Failure("dissect", "torn"));
  }

  @Test
  void batchesThatTheTopicRefusesBecomeAPointer() throws Exception {
    channel.refuseOver = 1500;
    land("a", "lines\n" + Stream.iterate(7, i -> i * 31 + 11).limit(2000).toList() + "\n");
    start();
    awaitEmpty();
    assertThat(channel.events).hasSize(1);
    assertThat(channel.events.get(0).payload()).isEqualTo(new FilePointer());
  }

  @Test
  void thousandsOfFilesThatLandBeforeTheStartAreAllIngested() throws Exception {
    for (int i = 0; i < 3000; i++) {
      land("file" + i, "lines\n" + i + "\n");
    }
    start();
    awaitEmpty();
    assertThat(rows()).hasSize(3000).doesNotHaveDuplicates();
  }

  @Test
  void doneKeepsOriginals() throws Exception {
    land("a", "lines\none\n");
    collector = collector(home.resolve("done").toString());
    collector.start();
    awaitEmpty();
    assertThat(home.resolve("done/a")).content().isEqualTo("lines\none\n");
  }

  @Test
  void aSecondCollectorIsToldWhoHasTheDirectory() {
    start();
    assertThatThrownBy(() -> collector("").start())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(ProcessHandle.current().pid() + "@sensor");
  }

  @Test
  void placesInsideTheLandingDirectoryAreRefused() {
    assertThatThrownBy(() -> collector(landing().resolve("done").toString()).start())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("inside the landing directory");
    assertThat(Files.exists(landing(), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }
}
