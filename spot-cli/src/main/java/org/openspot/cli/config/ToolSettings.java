package org.openspot.cli.config;

import java.time.Duration;
import org.openspot.core.config.DataSize;
import org.openspot.core.config.Setting;

/** The programs that are run, by name or absolute path, and what one run may use. */
public record ToolSettings(
    @Setting(doc = "Reads nfcapd files.", value = "nfdump") String nfdump,
    @Setting(doc = "Writes nfcapd files; `spot generate flow` runs it.", value = "nfcapd")
        String nfcapd,
    @Setting(doc = "Reads packet captures.", value = "tshark") String tshark,
    @Setting(doc = "Cuts packet captures that are too long for tshark.", value = "editcap")
        String editcap,
    @Setting(
            doc = "Longest run on one file; what it had not read by then is a dead letter.",
            value = "1h")
        Duration timeout,
    @Setting(doc = "Most address space of one run.", value = "2GiB") DataSize memory) {
  public ToolSettings {
    if (timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be longer than nothing");
    }
  }
}
