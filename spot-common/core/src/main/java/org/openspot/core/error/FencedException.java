package org.openspot.core.error;

/** Somebody else has taken over what this process was doing: it must stop and touch nothing. */
public final class FencedException extends SpotException {
  private static final long serialVersionUID = 1L;

  public FencedException(String message) {
    super(message, null);
  }
}
