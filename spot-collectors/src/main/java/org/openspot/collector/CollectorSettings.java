package org.openspot.collector;

import java.nio.file.Path;
import java.time.Duration;
import org.openspot.core.config.DataSize;
import org.openspot.core.config.Setting;

/**
 * How one pipeline's files are collected.
 *
 * @param landing where sensors drop files
 * @param done where originals are kept once ingested; empty to remove them
 * @param failed where what cannot be ingested goes; empty for a place beside the landing directory
 * @param scratch where private copies of small files are; empty for .spot/scratch in landing
 *     directory
 * @param parallelFiles how many files are worked on at once
 * @param inlineLimit the largest file whose rows travel in events
 * @param stableFor how long a file must not have changed
 * @param rescanInterval how often the landing directory is read when nothing hints at a change
 */
public record CollectorSettings(
    @Setting(
            doc = "Directory in which sensors drop files. One collector each.",
            value = "${home}/landing/${name}")
        Path landing,
    @Setting(
            doc =
                "Directory to which originals are moved once archived and acknowledged. Empty: they"
                    + " are removed, the archive has them.",
            value = "")
        String done,
    @Setting(
            doc =
                "Directory for what cannot be ingested, each with its reason beside it. Empty:"
                    + " failed/<pipeline> beside the landing directory. Best on the same file system.",
            value = "")
        String failed,
    @Setting(
            doc =
                "Directory for private copies of small files while they are dissected. Empty:"
                    + " .spot/scratch in the landing directory.",
            value = "")
        String scratch,
    @Setting(doc = "How many files are worked on at once.", value = "4") int parallelFiles,
    @Setting(
            doc =
                "Files up to this size are dissected by the collector and travel as rows; larger"
                    + " ones travel as pointers into the archive and are dissected by the worker.",
            value = "1MiB")
        DataSize inlineLimit,
    @Setting(doc = "How long a file must not have changed to count as complete.", value = "2s")
        Duration stableFor,
    @Setting(
            doc = "How often the landing directory is read when nothing hints at a change.",
            value = "5s")
        Duration rescanInterval) {
  private static final long LARGEST_INLINE = 16L << 20;

  public CollectorSettings {
    if (parallelFiles < 1) {
      throw new IllegalArgumentException("parallel-files must be 1 or more");
    }
    if (inlineLimit.bytes() > LARGEST_INLINE) {
      throw new IllegalArgumentException(
          "inline-limit must be 16MiB or less: files are on the heap");
    }
    if (stableFor.isNegative() || rescanInterval.isNegative() || rescanInterval.isZero()) {
      throw new IllegalArgumentException(
          "stable-for must not be negative and rescan-interval must be more than 0s");
    }
  }

  /** Where a collector without HDFS keeps private copies: in the landing directory's own corner. */
  public Path sensorDirectory() {
    return landing.toAbsolutePath().normalize().resolve(".spot").resolve("sensor");
  }

  /** The places these settings come to for one pipeline. */
  Places places(String pipeline) {
    Path root = landing.toAbsolutePath().normalize();
    Path beside = root.resolveSibling("failed").resolve(pipeline);
    // Two collectors never share scratch: the second would take the first's copies for leftovers.
    String ours = pipeline + "-" + Integer.toHexString(root.hashCode());
    return new Places(
        root,
        done.isEmpty() ? null : Path.of(done).toAbsolutePath().normalize(),
        failed.isEmpty() ? beside : Path.of(failed).toAbsolutePath().normalize(),
        scratch.isEmpty()
            ? root.resolve(".spot").resolve("scratch")
            : Path.of(scratch).toAbsolutePath().normalize().resolve(ours));
  }
}
