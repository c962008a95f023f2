package org.openspot.parsers.flow;

import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * Is a file of the shape that is read without nfdump? It is shown every record in turn. Known are
 * flows whose elements are, and what nfdump takes in without a word: exporters, statistics of those
 * and samplers of those. For one file.
 */
final class NfcapdShape {
  private static final int EXPORTER = 7;
  private static final int STATISTICS = 8;
  private static final int FLOW = 11;
  private static final int SAMPLER = 15;
  private static final int MAX_EXPORTERS = 0x10000;

  private final BitSet exporters = new BitSet();
  private boolean known = true;

  /** Looks at a record that is what its type says. */
  void look(ByteBuffer content, int at, int type) {
    known =
        known
            && switch (type) {
              case EXPORTER -> isNewExporter(Short.toUnsignedInt(content.getShort(at + 26)));
              case STATISTICS -> areOfExporters(content, at);
              case FLOW -> NfcapdFlow.isKnown(content, at);
              case SAMPLER -> exporters.get(Short.toUnsignedInt(content.getShort(at + 4)));
              default -> false;
            };
  }

  /** Says that something is in the file that is no record seen here. */
  void lookAway() {
    known = false;
  }

  /** True if everything so far is known. */
  boolean isKnown() {
    return known;
  }

  /** nfdump gives an exporter another number if its own is taken; and there it can fail. */
  private boolean isNewExporter(int id) {
    boolean isNew = !exporters.get(id);
    exporters.set(id);
    return isNew;
  }

  private static boolean areOfExporters(ByteBuffer content, int at) {
    int count = content.getInt(at + 4);
    for (int i = 0; i < count; i++) {
      int id = content.getInt(at + 8 + 24 * i);
      if (id < 0 || id >= MAX_EXPORTERS) {
        return false;
      }
    }
    return count > 0;
  }
}
