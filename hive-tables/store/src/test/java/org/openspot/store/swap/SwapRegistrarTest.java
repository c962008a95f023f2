package org.openspot.store.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openspot.store.swap.TableFixture.CLOCK;
import static org.openspot.store.swap.TableFixture.HOUR;
import static org.openspot.store.swap.TableFixture.expected;
import static org.openspot.store.swap.TableFixture.origin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.TableCommitter;

class SwapRegistrarTest {
  private final TableFixture table = new TableFixture();

  /** Somebody whose word to Hive takes so long that others go on meanwhile. */
  private final class Slow implements HivePartitions {
    private final Queue<Runnable> meanwhile = new ArrayDeque<>();

    @Override
    public void register(Collection<PartitionRef> partitions) {
      table.hive.register(partitions);
    }

    @Override
    public void place(PartitionRef partition, String location) {
      Runnable next = meanwhile.poll();
      if (next != null) {
        next.run();
      }
      table.hive.place(partition, location);
    }

    @Override
    public void forget(PartitionRef partition) {
      table.hive.forget(partition);
    }
  }

  private void compact() {
    assertThat(table.compaction(table.files).run(HOUR)).isPresent();
  }

  private String current() {
    return "memory:" + table.log(table.files).history(HOUR).current();
  }

  private void commitTwo(TableCommitter committer, String first, String second) {
    table.commit(committer, origin(first), 0, 3, true);
    table.commit(committer, origin(second), 0, 3, true);
  }

  @Test
  void whatIsToldLateDoesNotStayTold() {
    TableCommitter committer = table.committer(table.files, "w");
    committer.claim();
    commitTwo(committer, "a", "b");
    compact();
    commitTwo(committer, "c", "d");
    Slow slow = new Slow();
    slow.meanwhile.add(this::compact);
    Swaps swaps = new Swaps(table.files, table.log(table.files), slow, CLOCK, Duration.ZERO);
    new SwapRegistrar(slow, swaps).register(List.of(HOUR));
    committer.close();
    assertThat(table.log(table.files).history(HOUR).swaps()).hasSize(2);
    assertThat(table.hive.locations.get(HOUR)).isEqualTo(current());
  }

  @Test
  void cleaningFinishesWhatSomebodyLeft() {
    TableCommitter committer = table.committer(table.files, "w");
    committer.claim();
    commitTwo(committer, "a", "b");
    committer.close();
    Swaps swaps = table.swaps(table.files);
    Swaps.Draft draft = swaps.draft(HOUR);
    Swap left =
        draft.swap(Swap.Kind.COMPACTION, "1@test", TableFixture.NOW, List.of(), List.of(), null);
    assertThat(table.log(table.files).publish(left)).isTrue();
    assertThat(table.log(table.files).history(HOUR).settled()).isFalse();
    swaps.clean(HOUR, Duration.ofHours(1));
    assertThat(table.log(table.files).history(HOUR).settled()).isTrue();
    assertThat(table.hive.locations.get(HOUR)).isEqualTo(current());
    assertThat(table.query(HOUR)).isEqualTo(expected(Map.of(origin("a"), 3L, origin("b"), 3L)));
  }

  @Test
  void nothingIsDeletedThatHiveReads() {
    TableCommitter committer = table.committer(table.files, "w");
    committer.claim();
    commitTwo(committer, "a", "b");
    compact();
    String old = table.hive.locations.get(HOUR);
    commitTwo(committer, "c", "d");
    committer.close();
    compact();
    // As somebody left it who died just after he told Hive what was true before.
    table.hive.locations.put(HOUR, old);
    table.swaps(table.files).clean(HOUR, Duration.ofDays(-1));
    assertThat(table.hive.locations.get(HOUR)).isEqualTo(current());
    assertThat(table.query(HOUR))
        .isEqualTo(
            expected(Map.of(origin("a"), 3L, origin("b"), 3L, origin("c"), 3L, origin("d"), 3L)));
  }
}
