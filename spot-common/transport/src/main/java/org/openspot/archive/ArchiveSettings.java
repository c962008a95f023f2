package org.openspot.archive;

import org.openspot.core.config.Setting;

/**
 * Where originals are kept.
 *
 * @param root a directory in HDFS
 */
public record ArchiveSettings(
    @Setting(
            doc = "Directory in HDFS below which originals and schemas are kept.",
            value = "/user/spot/archive")
        String root) {}
