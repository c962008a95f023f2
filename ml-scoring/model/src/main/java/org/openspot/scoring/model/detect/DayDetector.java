package org.openspot.scoring.model.detect;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A detector as a day's records go through it: for each key something is gathered, in parts that
 * can be merged in any order; and what was gathered, all of it together, says what is unusual.
 * Implementations have no state.
 *
 * @param <R> records without a flaw
 * @param <P> what is gathered for a key
 */
public interface DayDetector<R, P extends Serializable> extends Serializable {
  /** The names that its evidence has as detectors. */
  List<String> names();

  /** What the record is gathered under; empty if it does not count. */
  Optional<String> key(R record);

  /** What is gathered for the record's key, with nothing in it yet. */
  P begin(R record);

  /** Counts a record of the same key. */
  void add(P gathered, R record);

  /** Adds to the first what was gathered elsewhere for the same key. */
  void addAll(P gathered, P other);

  /** What is left of it when all of its key is gathered: as little as can be compared. */
  default P complete(P gathered) {
    return gathered;
  }

  /** True if only what is of the same group has to be compared. */
  default boolean isGrouped() {
    return false;
  }

  /** The group; all are of one unless {@link #isGrouped}. */
  default String group(P gathered) {
    return "";
  }

  /** Records that were gathered: where there is too much to compare, what has more is. */
  long records(P gathered);

  /** Tells apart what has as many records. */
  String name(P gathered);

  /**
   * What is unusual about these, which are all of their groups.
   *
   * @param before what hosts did on days before, one of each host; none of a host that is new, and
   *     none at all where groups are compared
   * @param found takes it in portions, of which none has some of a host's evidence only
   */
  void evidence(
      Collection<P> gathered, Collection<HostHistory> before, Consumer<List<Evidence>> found);

  /**
   * What there is to be known of them on later days; nothing unless the detector asks for it. It is
   * not called where groups are compared, which is done in many places.
   */
  default List<HostHistory> seen(Collection<P> gathered) {
    return List.of();
  }

  /** The subject of the evidence that a record belongs to, also one that does not count. */
  String subject(R record);
}
