package org.openspot.cli.config;

import org.openspot.core.config.Setting;

/** Where the tables' files are. */
public record TableSettings(
    @Setting(
            doc = "Directory in HDFS below which a source's table is kept, as `<source>/hive`.",
            value = "/user/spot")
        String root) {
  public TableSettings {
    if (!root.startsWith("/") && !root.matches("[a-z][a-z0-9+.-]*://.*")) {
      throw new IllegalArgumentException("root must be an absolute path or a URI");
    }
  }
}
