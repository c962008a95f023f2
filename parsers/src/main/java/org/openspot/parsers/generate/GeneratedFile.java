package org.openspot.parsers.generate;

import java.nio.file.Path;

/**
 * A file that was written.
 *
 * @param path where it is
 * @param flows how many flows, DNS responses or requests it holds
 */
public record GeneratedFile(Path path, long flows) {}
