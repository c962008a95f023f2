package org.openspot.store.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.openspot.core.error.ConfigException;
import org.openspot.store.files.TableFiles.Renamed;

/**
 * Tries what the commit protocol stands on: a rename that refuses to overwrite. {@code file:} and
 * plain object stores replace silently, and two workers on one would lose rows.
 */
public final class RenameCheck {
  private RenameCheck() {}

  /**
   * Renames one small file over another below {@code directory} and looks at what became of them.
   *
   * @throws ConfigException if the file system overwrote, or lost, either
   */
  public static void run(TableFiles files, String directory) {
    String base = directory + "/_rename-check-" + UUID.randomUUID();
    byte[] first = "first".getBytes(StandardCharsets.UTF_8);
    byte[] second = "second".getBytes(StandardCharsets.UTF_8);
    files.writeNew(base + "/first", first);
    files.writeNew(base + "/second", second);
    Renamed outcome = files.renameNew(base + "/second", base + "/first");
    boolean refused =
        outcome == Renamed.TARGET_EXISTS
            && holds(files.read(base + "/first"), first)
            && holds(files.read(base + "/second"), second);
    boolean renames =
        files.renameNew(base + "/second", base + "/third") == Renamed.DONE
            && holds(files.read(base + "/third"), second);
    files.delete(base);
    if (!refused) {
      throw new ConfigException(
          "the file system under "
              + directory
              + " overwrites on rename, so commits on it could be lost: keep the tables on HDFS");
    }
    if (!renames) {
      throw new ConfigException("the file system under " + directory + " does not rename files");
    }
  }

  private static boolean holds(Optional<byte[]> found, byte[] expected) {
    return found.isPresent() && Arrays.equals(found.get(), expected);
  }
}
