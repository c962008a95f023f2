package org.openspot.store.lineage;

import java.util.Comparator;
import org.openspot.core.identity.RecordRange;

/**
 * Rows that stand together in a table file and came from one original, in the order of its records.
 *
 * @param origin the original
 * @param records from the first of their record numbers to the last; some in between may be
 *     elsewhere: rows of another table partition, rejects, or what was passed over. None of them
 *     may come later
 * @param rows how many they are
 */
public record OriginBlock(Origin origin, RecordRange records, long rows) {
  /**
   * The order of compacted files: by name, which begins with the time of capture for most sensors,
   * then by record number.
   */
  public static final Comparator<OriginBlock> ORDER =
      Comparator.comparing((OriginBlock block) -> block.origin().name())
          .thenComparing(block -> block.origin().file())
          .thenComparing(block -> block.records().from());
}
