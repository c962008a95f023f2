package org.openspot.parsers.process;

import java.time.Duration;
import java.util.Optional;

/**
 * What one run of a tool may take, and as whom.
 *
 * @param timeout how long the tool may keep its caller waiting, in all, and how much processor time
 *     it may use; then it is ended
 * @param memoryBytes address space
 * @param fileBytes the largest file it may write; its standard output does not count
 * @param user as whom it runs; empty for whoever runs this process
 */
public record ToolLimits(
    Duration timeout, long memoryBytes, long fileBytes, Optional<ToolUser> user) {
  /** A run as whoever runs this process, which may write what it likes. */
  public ToolLimits(Duration timeout, long memoryBytes) {
    this(timeout, memoryBytes, Long.MAX_VALUE, Optional.empty());
  }

  /** The same, with another largest file. */
  public ToolLimits writing(long bytes) {
    return new ToolLimits(timeout, memoryBytes, bytes, user);
  }
}
