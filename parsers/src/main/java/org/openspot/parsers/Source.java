package org.openspot.parsers;

import org.openspot.schema.TableSpec;

/** A kind of file OpenSpot can ingest: a table, and a dissector that fills it. */
public interface Source {
  /** The word by which a pipeline names it: {@code flow}. */
  String type();

  /** The table its rows go to. */
  TableSpec table();

  /** A dissector that runs its tools as told. */
  Dissector dissector(DissectorSettings settings);
}
