package org.openspot.stack;

import java.io.IOException;
import java.util.List;

/** One process of the stack: how it is set up, started and asked whether it works. */
interface Service {
  /** The name users see. */
  String name();

  /** Where clients reach it. */
  String address();

  /** Every port it listens on. */
  List<Integer> ports();

  /** Its directories and files. */
  ServiceFiles files();

  /** Writes its configuration; formats its storage if there is none yet. */
  void prepare() throws IOException;

  /** The process to start, once prepared. */
  JavaCommand command();

  /** Makes it do a piece of its real work; what it fails with is why it does not answer. */
  void probe() throws IOException;
}
