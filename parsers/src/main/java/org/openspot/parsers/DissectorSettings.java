package org.openspot.parsers;

import java.time.Duration;

/**
 * How the tools behind a dissector are run.
 *
 * @param nfdump the command or absolute path of nfdump
 * @param timeout the longest one run may take; then it is ended and the rest is a dead letter
 * @param memoryBytes the most address space one run may take
 */
public record DissectorSettings(String nfdump, Duration timeout, long memoryBytes) {
  /** nfdump from the PATH, an hour, 2 GiB. */
  public static final DissectorSettings DEFAULTS =
      new DissectorSettings("nfdump", Duration.ofHours(1), 2L << 30);
}
