package org.openspot.scoring.model.ingest;

import org.openspot.schema.row.RowBuffer;

/** Web requests. */
final class ProxyKeys implements RowKeys {
  /** Words depend on the whole URL, and most have one of their own. */
  @Override
  public boolean key(RowBuffer row, RowKey key) {
    return false;
  }
}
