package org.openspot.transport.event;

/** The original is in the archive and the worker dissects it. */
public record FilePointer() implements Payload {}
