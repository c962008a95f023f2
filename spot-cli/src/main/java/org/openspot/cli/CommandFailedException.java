package org.openspot.cli;

import org.openspot.core.error.SpotException;

/** A command did not do what it was asked to; the message is the line the user sees. */
public final class CommandFailedException extends SpotException {
  private static final long serialVersionUID = 1L;

  public CommandFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
