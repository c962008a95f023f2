package org.openspot.store.commit;

import org.openspot.schema.TablePartition;

/** A table partition of a named table. */
public record PartitionRef(String table, TablePartition partition) {}
