package org.openspot.core.error;

/** The input itself is bad and will stay bad: it ends as a reject, a dead letter or in failed/. */
public final class DataException extends SpotException {
  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message, null);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
