package org.openspot.store.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openspot.store.swap.TableFixture.HOUR;
import static org.openspot.store.swap.TableFixture.origin;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openspot.core.error.CommitStateUnknownException;
import org.openspot.store.files.MemoryTableFiles;
import org.openspot.store.parquet.TableFile;
import org.openspot.store.swap.TableFixture;

/**
 * Files of a commit log that are empty or torn. What a crash leaves is swept away; what no crash
 * leaves, because a manifest gets its name when it is whole, is an error and never a commit.
 */
class TornLogTest {
  private static final String LOG = TableFixture.TABLES.rowsLocation() + "/_commits/spot.flow-0";
  private static final String LAST = LOG + "/000000000003.json";

  private final TableFixture table = new TableFixture();
  private final MemoryTableFiles files = table.files;

  /** A claim and two commits: manifests 1 to 3. */
  private TableCommitter twoCommits() {
    TableCommitter committer = table.committer(files, "first");
    committer.claim();
    table.commit(committer, origin("a"), 0, 4, true);
    table.commit(committer, origin("b"), 0, 4, true);
    return committer;
  }

  private void tear(String path, int percent) {
    byte[] whole = files.read(path).orElseThrow();
    files.delete(path);
    files.writeNew(path, Arrays.copyOf(whole, whole.length * percent / 100));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 50, 99})
  void whatACrashLeftOfAManifestIsNeverTakenForACommitAndIsSweptAway(int percent) {
    twoCommits().close();
    byte[] whole = files.read(LAST).orElseThrow();
    String left = LOG + "/_tmp-000000000004-dead";
    files.writeNew(left, Arrays.copyOf(whole, whole.length * percent / 100));

    TableCommitter next = table.committer(files, "second");
    assertThat(next.claim()).map(LogPosition::nextOffset).contains(2L);
    assertThat(files.find(left)).isEmpty();
    table.commit(next, origin("c"), 0, 4, true);
    next.close();
    assertThat(rows()).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 50, 99})
  void anEmptyManifestFileIsNeverTakenForACommit(int percent) {
    twoCommits().close();
    byte[] whole = files.read(LAST).orElseThrow();
    tear(LAST, percent);
    Map<String, byte[]> before = files.snapshot();

    TableCommitter next = table.committer(files, "second");
    assertThatThrownBy(next::claim)
        .isInstanceOf(CommitStateUnknownException.class)
        .hasMessageContaining(LAST + " cannot be read")
        .hasMessageContaining("restore it from a backup");
    assertThat(files.snapshot()).containsExactlyEntriesOf(before);

    // Once a person has done so, the same worker goes on.
    files.delete(LAST);
    files.writeNew(LAST, whole);
    assertThat(next.claim()).map(LogPosition::nextOffset).contains(2L);
    next.close();
    assertThat(rows()).isEqualTo(8);
  }

  @Test
  void anEmptyFileUnderTheNumberOfTheNextCommitStopsTheWorkerAndKeepsWhatItStaged() {
    TableCommitter first = twoCommits();
    files.writeNew(LOG + "/000000000004.json", new byte[0]);
    assertThatThrownBy(() -> table.commit(first, origin("c"), 0, 4, true))
        .isInstanceOf(CommitStateUnknownException.class)
        .hasMessageContaining("000000000004.json cannot be read");
    first.close();
    assertThat(files.list(first.stagingDirectory())).hasSize(1);
    assertThat(rows()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 50, 99})
  void tornCheckpointsAndSortedFilesAreErrorsToo(int percent) {
    checkpointed("checkpoint-", percent, "cannot be read");
    files.delete("/spot");
    checkpointed("runs/", percent, "is damaged");
  }

  private void checkpointed(String kind, int percent, String said) {
    TableCommitter committer =
        new TableCommitter(
            files,
            new TableCommitter.Settings(TableFixture.TABLES, "spot.flow-0", "first", 1),
            PartitionDirectories.usual(TableFixture.TABLES),
            new RegistrationQueue(partitions -> {}, "first"),
            TableFixture.CLOCK);
    committer.claim();
    table.commit(committer, origin("a"), 0, 4, true);
    committer.close();
    List<String> torn =
        files.snapshot().keySet().stream()
            .filter(path -> path.startsWith(LOG + "/" + kind))
            .toList();
    assertThat(torn).isNotEmpty();
    torn.forEach(path -> tear(path, percent));
    assertThatThrownBy(table.committer(files, "second")::claim)
        .isInstanceOf(CommitStateUnknownException.class)
        .hasMessageContaining(said);
  }

  /** Rows in the files of the table, registered or not. */
  private long rows() {
    return files.list(TableFixture.TABLES.directory(HOUR)).stream()
        .mapToLong(file -> TableFile.of(files, file).footer().rows())
        .sum();
  }
}
