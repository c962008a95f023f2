package org.openspot.parsers.flow;

import org.openspot.parsers.flow.NfcapdDissector.Way;

/** The same, where nfdump reads every file. */
class NfdumpDamageTest extends NfcapdDamageTest {
  @Override
  Way way() {
    return Way.NFDUMP;
  }
}
