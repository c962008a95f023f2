package org.openspot.core.error;

/** Something outside is away or busy; the same call may succeed later. Nothing was lost. */
public final class RetriableException extends SpotException {
  private static final long serialVersionUID = 1L;

  public RetriableException(String message) {
    super(message, null);
  }

  public RetriableException(String message, Throwable cause) {
    super(message, cause);
  }
}
