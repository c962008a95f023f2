package org.openspot.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openspot.core.error.RetriableException;

class SharedLookTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void whoAsksDuringALookSharesTheNextOne() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    SharedLook<Integer> look =
        new SharedLook<>(
            () -> {
              int number = looks.incrementAndGet();
              begun.countDown();
              awaitOf(goOn);
              return number;
            });
    CompletableFuture<Integer> first = CompletableFuture.supplyAsync(look::get, threads);
    awaitOf(begun);
    List<Thread> askers = new ArrayList<>();
    List<CompletableFuture<Integer>> others = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      CompletableFuture<Integer> other = new CompletableFuture<>();
      others.add(other);
      Thread asker = new Thread(() -> other.complete(look.get()));
      askers.add(asker);
      asker.start();
    }
    await()
        .until(
            () ->
                askers.stream()
                    .map(Thread::getState)
                    .allMatch(
                        state -> state == Thread.State.WAITING || state == Thread.State.BLOCKED));

    goOn.countDown();

    assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    for (CompletableFuture<Integer> other : others) {
      assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo(2);
    }
    assertThat(look.get()).isEqualTo(3);
  }

  @Test
  void aLookThatFailsIsFollowedByAnother() {
    AtomicInteger looks = new AtomicInteger();
    SharedLook<Integer> look =
        new SharedLook<>(
            () -> {
              if (looks.incrementAndGet() == 1) {
                throw new RetriableException("away");
              }
              return looks.get();
            });

    assertThatThrownBy(look::get).isInstanceOf(RetriableException.class).hasMessage("away");
    assertThat(look.get()).isEqualTo(2);
  }

  private static void awaitOf(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
