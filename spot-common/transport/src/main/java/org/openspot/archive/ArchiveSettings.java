package org.openspot.archive;

import java.time.Duration;
import org.openspot.core.config.Setting;

/**
 * Where originals are kept.
 *
 * @param root a directory in HDFS
 * @param retention how long after its capture and its arrival an original is kept; zero keeps all
 */
public record ArchiveSettings(
    @Setting(
            doc = "Directory in HDFS below which originals and schemas are kept.",
            value = "/user/spot/archive")
        String root,
    @Setting(
            doc =
                "How long after its capture, or its arrival if that was later, an original is kept:"
                    + " `spot retention` deletes older ones if every record of theirs is in the"
                    + " table or the rejects. 0s keeps all.",
            value = "0s")
        Duration retention) {}
