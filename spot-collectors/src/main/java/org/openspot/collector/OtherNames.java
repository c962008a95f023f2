package org.openspot.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Other names that a landed file has elsewhere. Whoever may write to a landing directory may be
 * able to link a file there that they cannot read themselves, for a collector with more rights to
 * read it for them. (Linux forbids that unless fs.protected_hardlinks is off.)
 */
final class OtherNames {
  private static final String ATTRIBUTES = "unix:nlink,uid,mode,owner";
  private static final int OTHERS_READ = 4;

  private OtherNames() {}

  /** What is wrong with the names of a regular file; empty if nothing is. */
  static Optional<String> objection(Path landed) throws IOException {
    Map<String, Object> file = Files.readAttributes(landed, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    int names = (Integer) file.get("nlink");
    boolean readable = ((Integer) file.get("mode") & OTHERS_READ) != 0;
    if (names == 1
        || readable
        || file.get("uid").equals(Files.getAttribute(landed.getParent(), "unix:uid"))) {
      return Optional.empty();
    }
    return Optional.of(
        "one of "
            + names
            + " names (hard links) of a file of "
            + file.get("owner")
            + " that not everybody may read: copy it into the landing directory instead");
  }
}
