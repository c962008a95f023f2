package org.openspot.parsers;

import org.openspot.core.config.Setting;

/**
 * What a pipeline says about its files. Each option is read by one type and means nothing to the
 * others.
 *
 * @param packetLimit dns: captures of more packets are cut into pieces of so many
 * @param logFormat proxy: how lines are laid out
 */
public record DissectorOptions(
    @Setting(
            doc =
                "`dns`: a capture of more packets is cut by editcap into pieces of so many, so that"
                    + " tshark needs no more memory for a longer one.",
            value = "650000")
        int packetLimit,
    @Setting(
            doc =
                "`proxy`: `w3c` (extended log format as its #Fields: directive says; without one,"
                    + " Spot's 27 fields), `bluecoat-27` (Spot's 27 fields where no directive says"
                    + " otherwise), `bluecoat-26` (the 26 fields of Blue Coat's main format where"
                    + " no directive says otherwise) or `squid` (Squid's native access.log).",
            value = "w3c")
        LogFormat logFormat) {
  /** How the lines of a proxy's log are laid out. */
  public enum LogFormat {
    W3C,
    BLUECOAT_27,
    BLUECOAT_26,
    SQUID
  }

  /** What an empty configuration gives. */
  public static final DissectorOptions DEFAULTS = new DissectorOptions(650_000, LogFormat.W3C);

  public DissectorOptions {
    if (packetLimit < 1) {
      throw new IllegalArgumentException("packet-limit must be 1 or more");
    }
  }
}
