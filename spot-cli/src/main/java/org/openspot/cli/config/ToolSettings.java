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
            doc =
                "As whom the readers and the cutter run when the daemon runs as root; where it does"
                    + " not, they run as it does. Empty: as root, which no machine that strangers"
                    + " send files to should do.",
            value = "nobody")
        String user,
    @Setting(
            doc =
                "Longest run on one file, and most processor time of it; what it had not read by"
                    + " then is a dead letter.",
            value = "1h")
        Duration timeout,
    @Setting(doc = "Most address space of one run.", value = "2GiB") DataSize memory) {
  public ToolSettings {
    if (timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be longer than nothing");
    }
  }
}
