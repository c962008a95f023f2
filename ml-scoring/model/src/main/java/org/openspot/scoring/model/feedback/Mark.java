package org.openspot.scoring.model.feedback;

/** A record and how an analyst marked it. */
public record Mark<R>(Severity severity, R record) {}
