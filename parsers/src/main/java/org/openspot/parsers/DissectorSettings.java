package org.openspot.parsers;

import java.nio.file.Path;
import java.time.Duration;
import org.openspot.parsers.process.ToolLimits;
import org.openspot.parsers.process.ToolUser;

/**
 * How the tools behind a dissector are run.
 *
 * @param tools their commands
 * @param timeout the longest one run may take, in time and in processor time; then it is ended and
 *     the rest is a dead letter
 * @param memoryBytes the most address space one run may take
 * @param scratch an absolute directory for files in between; made when needed
 * @param options what the pipeline says about its files
 */
public record DissectorSettings(
    Tools tools, Duration timeout, long memoryBytes, Path scratch, DissectorOptions options) {
  /**
   * Commands, looked up in the PATH, or absolute paths.
   *
   * @param nfdump reads nfcapd files
   * @param tshark reads captures
   * @param editcap cuts captures
   * @param user as whom they run if this process is root's; empty for root
   */
  public record Tools(String nfdump, String tshark, String editcap, String user) {
    /** What the PATH has under their own names. */
    public static final Tools DEFAULTS = new Tools("nfdump", "tshark", "editcap");

    /** Those tools, run as nobody if this process is root's. */
    public Tools(String nfdump, String tshark, String editcap) {
      this(nfdump, tshark, editcap, "nobody");
    }
  }

  /**
   * What a run may take that writes no files.
   *
   * @throws org.openspot.core.error.ConfigException if there is no such user
   */
  public ToolLimits limits() {
    return new ToolLimits(timeout, memoryBytes, 0, ToolUser.of(tools.user()));
  }

  /** Tools from the PATH, an hour, 2 GiB. */
  public static DissectorSettings defaults(Path scratch) {
    return new DissectorSettings(
        Tools.DEFAULTS,
        Duration.ofHours(1),
        2L << 30,
        scratch.toAbsolutePath().normalize(),
        DissectorOptions.DEFAULTS);
  }
}
