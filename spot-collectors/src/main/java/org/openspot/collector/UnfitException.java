package org.openspot.collector;

/** A landed entry cannot be ingested and goes to failed/, with the message as its reason. */
final class UnfitException extends Exception {
  private static final long serialVersionUID = 1L;

  UnfitException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
