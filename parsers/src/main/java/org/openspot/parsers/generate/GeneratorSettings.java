package org.openspot.parsers.generate;

import java.nio.file.Path;

/**
 * How traffic becomes nfcapd files.
 *
 * @param traffic the flows
 * @param files over how many files they are spread, as evenly as can be
 * @param version of NetFlow: 5 or 9
 * @param rate flows a second; 0 = as fast as nfcapd takes them
 * @param directory where the files appear, whole, by rename
 * @param nfcapd the command or absolute path of nfcapd
 */
public record GeneratorSettings(
    TrafficSettings traffic, int files, int version, long rate, Path directory, String nfcapd) {
  /** Checks the numbers. */
  public GeneratorSettings {
    if (files < 1 || rate < 0 || (version != 5 && version != 9)) {
      throw new IllegalArgumentException("at least one file, no negative rate, version 5 or 9");
    }
  }

  /** As fast as can be, as NetFlow version 5, by the nfcapd that is in the PATH. */
  public static GeneratorSettings of(TrafficSettings traffic, int files, Path directory) {
    return new GeneratorSettings(traffic, files, 5, 0, directory, "nfcapd");
  }
}
