package org.openspot.core.error;

import java.io.IOException;

/** Tells a full disk from a directory that cannot be used: the one passes, the other does not. */
public final class FullDisk {
  private FullDisk() {}

  /**
   * What to throw for a local file or directory that cannot be made or written.
   *
   * @return a {@link RetriableException} if its disk is full or its quota used up, else a {@link
   *     ConfigException}
   */
  public static SpotException orUnusable(String message, IOException e) {
    // Java has no type for ENOSPC and EDQUOT. The texts are libc's, in English: bin/spot sees to
    // it.
    String reason = String.valueOf(e.getMessage());
    return reason.contains("No space left on device") || reason.contains("Disk quota exceeded")
        ? new RetriableException(message, e)
        : new ConfigException(message, e);
  }
}
