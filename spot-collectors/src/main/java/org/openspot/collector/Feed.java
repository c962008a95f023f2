package org.openspot.collector;

/**
 * Who collects what.
 *
 * @param pipeline the pipeline's name
 * @param host the name of this host
 */
public record Feed(String pipeline, String host) {
  /** A name for what this collector makes in places it shares with others. */
  String owner() {
    return host + "-" + pipeline;
  }
}
