package org.openspot.transport.event;

import java.util.function.Function;

/** What an event carries: a pointer, the rows themselves, or why there are none. */
public sealed interface Payload permits FilePointer, RowBatch, Failure {
  /** Calls the function for what this is. */
  default <T> T match(
      Function<FilePointer, T> pointer, Function<RowBatch, T> batch, Function<Failure, T> failure) {
    if (this instanceof FilePointer it) {
      return pointer.apply(it);
    }
    if (this instanceof RowBatch it) {
      return batch.apply(it);
    }
    return failure.apply((Failure) this);
  }
}
