package org.openspot.store.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.openspot.schema.TablePartition;

class RegistrationQueueTest {
  private static final PartitionRef MOVED = new PartitionRef("flow", TablePartition.of(0));
  private static final PartitionRef STAYS = new PartitionRef("flow", TablePartition.of(3600));

  private final BlockingQueue<Set<PartitionRef>> registered = new LinkedBlockingQueue<>();

  @Test
  void aTablePartitionForgottenWhileItIsRegisteredIsRegisteredAgain() {
    AtomicReference<RegistrationQueue> itself = new AtomicReference<>();
    try (RegistrationQueue queue =
        new RegistrationQueue(
            partitions -> {
              if (registered.isEmpty()) {
                // A swap moves one of them after Hive was told where it is, and before it answers.
                itself.get().forget(List.of(MOVED));
                itself.get().add(2, List.of(MOVED, STAYS));
              }
              registered.add(Set.copyOf(partitions));
            },
            "test")) {
      itself.set(queue);
      queue.start(0);
      queue.add(1, List.of(MOVED, STAYS));
      assertThat(queue.awaitEmpty(Duration.ofSeconds(20))).isTrue();
      assertThat(queue.registeredThrough()).isEqualTo(2);
    }
    assertThat(registered).containsExactly(Set.of(MOVED, STAYS), Set.of(MOVED));
  }
}
