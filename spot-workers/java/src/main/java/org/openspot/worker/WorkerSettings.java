package org.openspot.worker;

import java.time.Duration;
import org.openspot.core.config.DataSize;
import org.openspot.core.config.Setting;

/**
 * How a worker commits.
 *
 * @param rollInterval see the setting's text, here as below
 */
public record WorkerSettings(
    @Setting(
            doc =
                "How long rows may wait for their commit: after this much time the next event's end"
                    + " commits.",
            value = "2s")
        Duration rollInterval,
    @Setting(doc = "Rows in one commit at most, also in the middle of an event.", value = "4000000")
        long rollRows,
    @Setting(
            doc = "Size of one commit's Parquet files at most, also in the middle of an event.",
            value = "256MiB")
        DataSize rollSize,
    @Setting(
            doc =
                "Table partitions (hours) being written at once. Records of yet another hour close"
                    + " the file used least recently.",
            value = "4")
        int maxOpenFiles,
    @Setting(
            doc =
                "Memory for each file being written: the size of its Parquet row groups before"
                    + " compression.",
            value = "32MiB")
        DataSize rowGroup,
    @Setting(doc = "Commits between two checkpoints of the commit log.", value = "64")
        int checkpointEvery) {
  public WorkerSettings {
    if (rollRows < 1 || maxOpenFiles < 1 || checkpointEvery < 1) {
      throw new IllegalArgumentException(
          "roll-rows, max-open-files and checkpoint-every are at least 1");
    }
    if (rowGroup.bytes() < 1 << 20) {
      throw new IllegalArgumentException("row-group is at least 1MiB");
    }
  }
}
