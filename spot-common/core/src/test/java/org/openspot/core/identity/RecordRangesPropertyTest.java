package org.openspot.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecordRangesPropertyTest {
  @Provide
  Arbitrary<RecordRange> ranges() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 60), Arbitraries.integers().between(0, 20))
        .as((from, length) -> new RecordRange(from, from + length));
  }

  @Property
  void behavesLikeASetOfNumbers(
      @ForAll List<@net.jqwik.api.From("ranges") RecordRange> added,
      @ForAll("ranges") RecordRange asked) {
    RecordRanges actual = new RecordRanges();
    BitSet expected = new BitSet();
    for (RecordRange range : added) {
      actual.add(range);
      expected.set((int) range.from(), (int) range.to());
    }
    for (int record = 0; record < 90; record++) {
      assertThat(actual.contains(record)).isEqualTo(expected.get(record));
    }

    BitSet missing = new BitSet();
    actual.missingFrom(asked).forEach(range -> missing.set((int) range.from(), (int) range.to()));
    BitSet expectedMissing = new BitSet();
    expectedMissing.set((int) asked.from(), (int) asked.to());
    expectedMissing.andNot(expected);
    assertThat(missing).isEqualTo(expectedMissing);
    assertThat(actual.covers(asked)).isEqualTo(expectedMissing.isEmpty());
  }

  @Property
  void rangesNeverTouch(@ForAll List<@net.jqwik.api.From("ranges") RecordRange> added) {
    RecordRanges ranges = new RecordRanges();
    added.forEach(ranges::add);
    List<RecordRange> list = ranges.asList();
    for (int i = 1; i < list.size(); i++) {
      assertThat(list.get(i).from()).isGreaterThan(list.get(i - 1).to());
    }
  }
}
