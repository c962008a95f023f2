package org.openspot.store.audit;

import org.openspot.core.identity.FileId;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.TableFiles;
import org.openspot.store.replay.WholeOriginals;

/** Which originals are in a table whole, as its commit logs said when this was made. */
public final class IngestedOriginals implements WholeOriginals {
  private final Ledger ledger;

  public IngestedOriginals(TableFiles files, TableLocations tables) {
    this.ledger = Ledger.read(files, tables.rowsLocation());
  }

  @Override
  public boolean isWhole(FileId file) {
    Account account = ledger.accounts().get(file);
    return account != null && account.isWhole() && !ledger.unpublished().contains(file);
  }
}
