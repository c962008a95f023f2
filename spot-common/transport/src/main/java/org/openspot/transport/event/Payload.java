package org.openspot.transport.event;

/** What an event carries: a pointer, the rows themselves, or why there are none. */
public sealed interface Payload permits FilePointer, RowBatch, Failure {}
