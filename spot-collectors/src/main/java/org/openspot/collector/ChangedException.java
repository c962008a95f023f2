package org.openspot.collector;

import java.io.IOException;

/** A file changed while it was read, before anything was said about it: it waits again. */
final class ChangedException extends IOException {
  private static final long serialVersionUID = 1L;

  ChangedException(LandedName name) {
    super(name + " changed while it was read");
  }
}
