package org.openspot.cli.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.openspot.core.config.DataSize;
import org.openspot.core.config.DurationText;
import org.openspot.core.config.Setting;

/** Where the tables' files are, and what becomes of them in time. */
public record TableSettings(
    @Setting(
            doc = "Directory in HDFS below which a source's table is kept, as `<source>/hive`.",
            value = "/user/spot")
        String root,
    @Setting(
            doc = "`spot compact` makes files of about this size of the many small ones.",
            value = "256MiB")
        DataSize compactTo,
    @Setting(
            doc =
                "`spot compact` leaves the files of an hour alone until so long after its end:"
                    + " most of what belongs to it should have come by then.",
            value = "2h")
        Duration compactAfter,
    @Setting(
            doc =
                "How long replaced files stay for queries that have begun: longer than any query"
                    + " takes.",
            value = "6h")
        Duration grace,
    @Setting(
            doc =
                "How long a swap of files waits for workers that have asked for the directory just"
                    + " before it.",
            value = "5s")
        Duration settle,
    @Setting(
            doc =
                "How long after their time, and after they came, `spot retention` takes rows out of a"
                    + " table, by the table's name: `{flow: 400d, flow_rejects: 90d}`. Tables that"
                    + " are not named keep them.",
            value = "")
        Map<String, String> retention) {
  public TableSettings {
    if (!root.startsWith("/") && !root.matches("[a-z][a-z0-9+.-]*://.*")) {
      throw new IllegalArgumentException("root must be an absolute path or a URI");
    }
    retention.values().forEach(DurationText::parse);
  }

  /** After how long rows go; empty if they stay. */
  public Optional<Duration> retention(String table) {
    return Optional.ofNullable(retention.get(table)).map(DurationText::parse);
  }
}
