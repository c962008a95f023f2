package org.openspot.scoring.model.ingest;

import org.openspot.core.error.ConfigException;
import org.openspot.schema.row.RowBuffer;
import org.openspot.scoring.model.word.Recipes;

/** Tells which rows of a source have the same words. Safe for threads. */
interface RowKeys {
  /** Those of the source of that name. */
  static RowKeys of(String source) {
    return switch (source) {
      case "flow" -> new FlowKeys();
      case "dns" -> new DnsKeys();
      case "proxy" -> new ProxyKeys();
      default -> throw new ConfigException("records of " + source + " cannot be scored");
    };
  }

  /**
   * Puts together all that the words of {@link Recipes#OPENSPOT} and a flaw depend on: rows with
   * the same key have the same words, and both a flaw or none.
   *
   * @return false if a row is hardly ever like another, so that its words are not worth keeping
   */
  boolean key(RowBuffer row, RowKey key);
}
