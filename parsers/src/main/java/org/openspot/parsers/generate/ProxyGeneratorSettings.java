package org.openspot.parsers.generate;

import java.nio.file.Path;

/**
 * How requests become a proxy's logs.
 *
 * @param traffic the requests
 * @param files over how many files they are spread, as evenly as can be
 * @param format how they are written
 * @param rate requests a second; 0 = as fast as the disk takes them
 * @param directory where the files appear, whole, by rename
 */
public record ProxyGeneratorSettings(
    TrafficSettings traffic, int files, ProxyLogFormat format, long rate, Path directory) {
  /** Checks the numbers. */
  public ProxyGeneratorSettings {
    if (files < 1 || rate < 0 || traffic.flows() < files) {
      throw new IllegalArgumentException(
          "at least one file, one request for each file, no negative rate");
    }
  }

  /** As fast as can be, as Blue Coat writes them. */
  public static ProxyGeneratorSettings of(TrafficSettings traffic, int files, Path directory) {
    return new ProxyGeneratorSettings(traffic, files, ProxyLogFormat.BLUECOAT, 0, directory);
  }
}
