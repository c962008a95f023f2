package org.openspot.store.audit;

import org.openspot.core.identity.FileId;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.TableFiles;

/** Which originals are in a table whole, as its commit logs said when this was made. */
public final class IngestedOriginals {
  private final Ledger ledger;

  public IngestedOriginals(TableFiles files, TableLocations tables) {
    this.ledger = Ledger.read(files, tables.rowsLocation());
  }

  /** True if every record of an original is committed, and none is in a dead letter's range. */
  public boolean isWhole(FileId file) {
    Account account = ledger.accounts().get(file);
    return account != null && account.isWhole() && !ledger.unpublished().contains(file);
  }
}
