package org.openspot.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Something done in a thread of its own. Closing waits for its end, whatever it is. */
final class Beside<T> implements AutoCloseable {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final CompletableFuture<T> future;

  Beside(Supplier<T> task) {
    future = CompletableFuture.supplyAsync(task, thread);
    thread.shutdown();
  }

  /** What came of it, once it has ended; fails as it did. */
  T result() {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    Throwable unused = future.handle((result, failure) -> failure).join();
  }
}
