package org.openspot.core.error;

/**
 * Whether a commit took place cannot be told. Whoever sees this stops and cleans nothing up: the
 * files may belong to a commit that did take place.
 */
public final class CommitStateUnknownException extends SpotException {
  private static final long serialVersionUID = 1L;

  public CommitStateUnknownException(String message, Throwable cause) {
    super(message, cause);
  }
}
