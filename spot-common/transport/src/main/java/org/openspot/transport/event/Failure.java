package org.openspot.transport.event;

/**
 * The collector could not dissect the event's range: a dead letter.
 *
 * @param stage where it failed, one word: {@code dissect}
 * @param cause why, for a person to read
 */
public record Failure(String stage, String cause) implements Payload {}
