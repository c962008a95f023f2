package org.openspot.store.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openspot.store.swap.TableFixture.HOUR;
import static org.openspot.store.swap.TableFixture.TABLES;
import static org.openspot.store.swap.TableFixture.origin;

import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openspot.core.error.RetriableException;
import org.openspot.store.commit.TableCommitter;
import org.openspot.store.files.FaultyTableFiles;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;

class SwapLogTest {
  private final TableFixture table = new TableFixture();
  private final SwapLog log = table.log(table.files);
  private TableCommitter committer;

  @BeforeEach
  void aFirstSwapIsDone() {
    committer = table.committer(table.files, "w");
    committer.claim();
    ingest("a", "b");
    assertThat(compact(table.files)).isPresent();
    ingest("c", "d");
  }

  private void ingest(String... names) {
    for (String name : names) {
      table.commit(committer, origin(name), 0, 3, true);
    }
  }

  private Optional<Swap> compact(TableFiles over) {
    return table.compaction(over).run(HOUR);
  }

  /** Something happens just before a rename. */
  private TableFiles before(String target, Consumer<String> meanwhile) {
    return new FaultyTableFiles(table.files, after -> {}) {
      @Override
      public Renamed renameNew(String from, String to) {
        if (to.endsWith(target)) {
          meanwhile.accept(from);
        }
        return super.renameNew(from, to);
      }
    };
  }

  /** Whoever swapped before sweeps only once workers have settled. */
  @Test
  void whatOneIsAboutToPublishIsNotSweptByAnother() {
    TableFiles swept = before("/000002.json", from -> log.sweep(HOUR, log.history(HOUR)));
    assertThat(compact(swept)).isPresent();
    assertThat(log.history(HOUR).swaps()).hasSize(2);
  }

  @Test
  void theMarkThatOneIsAboutToSetIsNotSweptByAnother() {
    TableFiles swept = before("/000002.done", from -> log.sweep(HOUR, log.history(HOUR)));
    assertThat(compact(swept)).isPresent();
    assertThat(log.history(HOUR).settled()).isTrue();
  }

  @Test
  void whatIsLeftOfALostAttemptIsSweptByTheNextSwap() {
    TableFiles dying =
        before(
            "/000002.json",
            from -> {
              throw new RetriableException("the process dies here");
            });
    assertThatThrownBy(() -> compact(dying)).hasMessage("the process dies here");
    String directory = TABLES.rowsLocation() + "/_swaps/" + directoryName();
    assertThat(table.files.list(directory)).anyMatch(SwapLogTest::isTemporary);
    assertThat(compact(table.files)).isPresent();
    assertThat(table.files.list(directory)).noneMatch(SwapLogTest::isTemporary);
  }

  private static String directoryName() {
    return TableFixture.FLOW.directory(HOUR.partition());
  }

  private static boolean isTemporary(StoredFile file) {
    return file.name().startsWith("_tmp-");
  }

  @Test
  void aSwapOfWhichTheRecordWasDeletedBeforeItWasPublishedMayBeTriedAgain() {
    TableFiles cleaned = before("/000002.json", table.files::delete);
    assertThatThrownBy(() -> compact(cleaned))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("/_tmp-")
        .hasMessageContaining("nothing is swapped");
    assertThat(compact(table.files)).isPresent();
  }
}
