package org.openspot.scoring.model.ingest;

import org.openspot.schema.row.RowBuffer;

/** Tells which web requests have the same words. */
final class ProxyKeys implements RowKeys {
  /** Words depend on the whole URL, and most have one of their own. */
  @Override
  public boolean key(RowBuffer row, RowKey key) {
    return false;
  }
}
