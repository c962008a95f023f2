package org.openspot.parsers.generate;

import java.nio.file.Path;

/**
 * Which DNS traffic to make up, and how it becomes captures. The same settings give the same
 * packets, on any machine.
 *
 * @param traffic seed, time, and how many responses there are (its flows); each has its query
 * @param files over how many files they are spread, as evenly as can be
 * @param rate packets a second; 0 = as fast as can be
 * @param directory where the files appear, whole, by rename
 */
public record DnsGeneratorSettings(TrafficSettings traffic, int files, long rate, Path directory) {
  /** Checks the numbers. */
  public DnsGeneratorSettings {
    if (files < 1 || rate < 0) {
      throw new IllegalArgumentException("at least one file, no negative rate");
    }
  }
}
