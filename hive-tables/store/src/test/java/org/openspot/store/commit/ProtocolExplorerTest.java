package org.openspot.store.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openspot.store.commit.ProtocolExplorer.Explored;
import org.openspot.store.commit.ProtocolExplorer.Mishap;
import org.openspot.store.commit.ProtocolExplorer.Violation;
import org.openspot.store.files.TableFiles;
import org.slf4j.LoggerFactory;

/**
 * The commit protocol, explored: as it is, nothing is lost, doubled or stuck; without any one of
 * its guards something is. {@code -Dspot.explore.mishaps=2} explores further.
 */
class ProtocolExplorerTest {
  private static final int MISHAPS = Integer.getInteger("spot.explore.mishaps", 1);
  private static final Set<Mishap> ANY = EnumSet.allOf(Mishap.class);

  /** Where an exploration begins. */
  enum Start {
    FROM_NOTHING,
    AFTER_A_CHECKPOINT;

    Disk disk(BiConsumer<TableFiles, String> worker, Disk empty) {
      return this == FROM_NOTHING ? empty : ProtocolExplorer.leftAfterACheckpoint(worker, empty);
    }
  }

  @BeforeAll
  static void claimsAreNotLogged() {
    ((Logger) LoggerFactory.getLogger(TableCommitter.class)).setLevel(Level.WARN);
  }

  @ParameterizedTest
  @EnumSource(Start.class)
  void nothingIsLostDoubledOrStuck(Start start) {
    BiConsumer<TableFiles, String> worker = WovenLoader.worker(List.of());
    Disk disk = start.disk(worker, Disk.empty(path -> false));
    assertThat(explored(start, worker, disk, MISHAPS, ANY).states()).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @EnumSource(Start.class)
  void nothingIsLostDoubledOrStuckHoweverWorkersArePaused(Start start) {
    BiConsumer<TableFiles, String> worker = WovenLoader.worker(List.of());
    Disk disk = start.disk(worker, Disk.empty(path -> false));
    Set<Mishap> pauses = Set.of(Mishap.PAUSED);
    assertThat(explored(start, worker, disk, MISHAPS + 1, pauses).states()).isGreaterThan(1_000);
  }

  private static Explored explored(
      Start start,
      BiConsumer<TableFiles, String> worker,
      Disk disk,
      int mishaps,
      Set<Mishap> kinds) {
    Explored explored = new ProtocolExplorer(worker, disk, kinds).explore(mishaps);
    System.out.printf(
        "%s, %d mishaps at most of %s: %,d states, %,d runs, %,d ends%n",
        start, mishaps, kinds, explored.states(), explored.runs(), explored.endings());
    return explored;
  }

  @ParameterizedTest
  @EnumSource(Guard.class)
  void everyGuardIsNeeded(Guard guard) {
    BiConsumer<TableFiles, String> worker = guard.worker();
    Violation violation =
        catchThrowableOfType(
            Violation.class,
            () -> {
              for (Start start : Start.values()) {
                Disk disk = start.disk(worker, guard.disk());
                new ProtocolExplorer(worker, disk, ANY).explore(1);
                new ProtocolExplorer(worker, disk, Set.of(Mishap.PAUSED)).explore(2);
              }
            });
    assertThat(violation).as("what goes wrong without %s", guard).isNotNull();
    System.out.printf("without %s: %s%n", guard, violation.getMessage());
  }
}
