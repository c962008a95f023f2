package org.openspot.store.commit;

import org.openspot.core.error.SpotException;

/**
 * A file that a manifest names is neither staged nor in its place: rows are missing, and say so.
 */
public final class CommittedFileMissingException extends SpotException {
  private static final long serialVersionUID = 1L;

  public CommittedFileMissingException(String message) {
    super(message, null);
  }
}
