package org.openspot.scoring.model.ingest;

import java.util.List;
import java.util.Optional;
import org.openspot.schema.row.RowBuffer;
import org.openspot.scoring.model.record.Cells;
import org.openspot.scoring.model.record.ProxyRecord;
import org.openspot.scoring.model.result.ResultLayout;
import org.openspot.scoring.model.word.AgentCounts;
import org.openspot.scoring.model.word.KnownDomains;
import org.openspot.scoring.model.word.Recipe;
import org.openspot.scoring.model.word.Recipes;

/** Web requests. */
final class ProxyRows implements RowKind<ProxyRecord> {
  @Override
  public ResultLayout layout() {
    return ResultLayout.PROXY;
  }

  @Override
  public ProxyRecord record(Cells row) {
    return ProxyRecord.of(row);
  }

  @Override
  public Optional<String> flaw(ProxyRecord record) {
    return record.flaw();
  }

  @Override
  public Recipe<ProxyRecord> recipe(Recipes recipes, KnownDomains known, AgentCounts agents) {
    return recipes.proxy(known, agents);
  }

  @Override
  public List<String> documents() {
    return List.of("clientip");
  }

  /** Words depend on the whole URL, and most have one of their own. */
  @Override
  public boolean key(RowBuffer row, RowKey key) {
    return false;
  }
}
