package org.openspot.cli.upkeep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openspot.archive.Archive.Archived;
import org.openspot.store.replay.WholeOriginals;

/**
 * The archived files of one source that are old enough to go. Age counts from the later of capture
 * and arrival: what was captured at an unknown time, 1970, is not gone as soon as it is there.
 *
 * @param removable files of which every record is in the table or the rejects, for every pipeline
 *     that registered them; each once
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
    // Two pipelines may have registered the same file, each as an original of its own.
    Map<String, List<Archived>> files = new LinkedHashMap<>();
    for (Archived original : captured) {
      if (!original.arrived().isAfter(limit)) {
        files.computeIfAbsent(original.uri(), uri -> new ArrayList<>(1)).add(original);
      }
    }
    List<Archived> removable = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    files.forEach(
        (uri, originals) -> {
          if (originals.stream().allMatch(original -> isWhole(original, whole))) {
            removable.add(originals.get(0));
          } else {
            kept.add(uri);
          }
        });
    return new ExpiredOriginals(removable, kept);
  }

  private static boolean isWhole(Archived original, WholeOriginals whole) {
    return original.fileId() != null && whole.isWhole(original.fileId());
  }
}
