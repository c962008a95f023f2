package org.openspot.scoring.model.ingest;

import java.util.List;
import java.util.Optional;
import org.openspot.core.error.ConfigException;
import org.openspot.schema.row.RowBuffer;
import org.openspot.scoring.model.record.Cells;
import org.openspot.scoring.model.result.ResultLayout;
import org.openspot.scoring.model.word.AgentCounts;
import org.openspot.scoring.model.word.KnownDomains;
import org.openspot.scoring.model.word.Recipe;
import org.openspot.scoring.model.word.Recipes;

/**
 * What scoring has to know of one source's rows. Safe for threads.
 *
 * @param <R> its records
 */
interface RowKind<R> {
  /** The rows of the source of that name. */
  static RowKind<?> of(String source) {
    return switch (source) {
      case "flow" -> new FlowRows();
      case "dns" -> new DnsRows();
      case "proxy" -> new ProxyRows();
      default -> throw new ConfigException("records of " + source + " cannot be scored");
    };
  }

  /** The table and what of it results have. */
  ResultLayout layout();

  R record(Cells row);

  /** Why a record cannot be scored, or empty. */
  Optional<String> flaw(R record);

  Recipe<R> recipe(Recipes recipes, KnownDomains known, AgentCounts agents);

  /** The columns with the documents of a record's words, in the words' order. */
  List<String> documents();

  /**
   * Puts together all that the words of {@link Recipes#OPENSPOT} and a flaw depend on: rows with
   * the same key have the same words, and both a flaw or none.
   *
   * @return false if a row is hardly ever like another, so that its words are not worth keeping
   */
  boolean key(RowBuffer row, RowKey key);
}
