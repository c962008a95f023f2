package org.openspot.core.lifecycle;

import java.time.Instant;
import java.util.Optional;

/** A part of a daemon that knows whether it has anything to do. Safe to ask from any thread. */
public interface Idle {
  /** Since when nothing has waited or been in flight here; empty while something does or is. */
  Optional<Instant> idleSince();

  /** Since when something outside that this part needs has been away; empty while none is. */
  default Optional<Instant> blockedSince() {
    return Optional.empty();
  }
}
