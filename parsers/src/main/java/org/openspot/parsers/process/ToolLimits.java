package org.openspot.parsers.process;

import java.time.Duration;

/**
 * What one run of a tool may take.
 *
 * @param timeout how long the tool may keep its caller waiting, in all; then it is ended
 * @param memoryBytes address space
 */
public record ToolLimits(Duration timeout, long memoryBytes) {}
