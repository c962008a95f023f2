package org.openspot.collector;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Something that is looked at for all who ask before the look begins, so that many who ask at once
 * cost two looks and not one each. Nobody gets what was seen before they asked. Thread-safe.
 */
final class SharedLook<T> {
  private final Supplier<T> look;
  private final Object looking = new Object();
  private final Object asking = new Object();
  private CompletableFuture<T> next;

  SharedLook(Supplier<T> look) {
    this.look = look;
  }

  /** What is seen by a look that begins after this call; fails as the look does. */
  T get() {
    CompletableFuture<T> seen;
    boolean first;
    synchronized (asking) {
      first = next == null;
      if (first) {
        next = new CompletableFuture<>();
      }
      seen = next;
    }
    if (first) {
      look(seen);
    }
    return result(seen);
  }

  private void look(CompletableFuture<T> seen) {
    synchronized (looking) {
      synchronized (asking) {
        next = null;
      }
      try {
        seen.complete(look.get());
      } catch (RuntimeException | Error e) {
        seen.completeExceptionally(e);
      }
    }
  }

  private static <T> T result(CompletableFuture<T> seen) {
    try {
      return seen.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
