package org.openspot.core.error;

/** The root of every error OpenSpot raises on purpose. */
public abstract class SpotException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected SpotException(String message, Throwable cause) {
    super(message, cause);
  }
}
