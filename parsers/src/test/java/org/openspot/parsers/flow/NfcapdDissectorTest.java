package org.openspot.parsers.flow;

import org.openspot.parsers.flow.NfcapdDissector.Way;

/** The same, where files of a known shape are read without nfdump. */
class NfcapdDissectorTest extends NfdumpDissectorTest {
  @Override
  Way way() {
    return Way.BY_SHAPE;
  }
}
