package org.openspot.cli.upkeep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.openspot.archive.Archive.Archived;
import org.openspot.store.replay.WholeOriginals;

/**
 * The originals of one source that are old enough to go. Age counts from the later of capture and
 * arrival: what was captured at an unknown time, 1970, is not gone as soon as it is there.
 *
 * @param removable those of which every record is in the table or the rejects
 * @param kept where those are of which that cannot be said
 */
public record ExpiredOriginals(List<Archived> removable, List<String> kept) {
  /**
   * Sorts them out.
   *
   * @param captured originals that were captured before the limit
   * @param limit when the youngest that may go arrived
   */
  public static ExpiredOriginals of(List<Archived> captured, WholeOriginals whole, Instant limit) {
    List<Archived> removable = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    for (Archived original : captured) {
      if (original.arrived().isAfter(limit)) {
        continue;
      }
      if (original.fileId() != null && whole.isWhole(original.fileId())) {
        removable.add(original);
      } else {
        kept.add(original.uri());
      }
    }
    return new ExpiredOriginals(removable, kept);
  }
}
