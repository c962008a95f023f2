package org.openspot.cli;

import java.time.Instant;
import picocli.CommandLine.Option;

/** The options that say which originals are meant, by the time of their capture. */
final class CaptureWindow {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = HourArgument.class,
      description = "Originals captured at or after this hour.")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = HourArgument.class,
      description = "Originals captured before this time.")
  private Instant to;

  /** True if both ends are given. */
  boolean isClosed() {
    return from != null && to != null;
  }

  /** True if neither end is given. */
  boolean isOpen() {
    return from == null && to == null;
  }

  /** The beginning, or that of time. */
  Instant from() {
    return from == null ? Instant.EPOCH : from;
  }

  /** The end, or that of time. */
  Instant to() {
    return to == null ? Instant.MAX : to;
  }
}
