package org.openspot.archive;

import java.util.Map;
import org.openspot.core.config.Setting;

/**
 * How HDFS is reached.
 *
 * @param defaultFs the file system of paths without one
 * @param properties Hadoop properties that pass through untouched
 */
public record HadoopSettings(
    @Setting(doc = "File system of paths that name none, such as hdfs://namenode:8020.")
        String defaultFs,
    @Setting(
            doc =
                "Hadoop client properties, passed through untouched: hadoop.security.*, dfs.* of a"
                    + " high-availability name service, and the like.",
            value = "")
        Map<String, String> properties) {}
