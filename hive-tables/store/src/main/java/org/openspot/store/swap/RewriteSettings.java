package org.openspot.store.swap;

/**
 * How files are written anew.
 *
 * @param targetBytes a file that has grown to this size is finished, and the next begun
 * @param rowGroupBytes memory for the rows that are not written yet
 */
public record RewriteSettings(long targetBytes, long rowGroupBytes) {}
