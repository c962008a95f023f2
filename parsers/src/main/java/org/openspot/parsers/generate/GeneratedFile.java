package org.openspot.parsers.generate;

import java.nio.file.Path;

/**
 * A file that was written.
 *
 * @param path where it is
 * @param flows how many flows it holds; requests if it is a log of a proxy
 */
public record GeneratedFile(Path path, long flows) {}
