package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Sessions of the stack's HiveServer2, many at once. */
class HiveSessionsIT {
  private final RealStack stack = RealStack.running();

  /** Each worker has sessions of its own, and Hive tidies up after each. */
  @Test
  void sessionsOfHiveComeAndGoAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> session = () -> stack.hive().session();
      for (Future<Boolean> valid : threads.invokeAll(Collections.nCopies(40, session))) {
        assertThat(valid.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
