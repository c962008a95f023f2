package org.openspot.transport.event;

import java.util.Optional;
import org.apache.avro.Schema;

/** Every schema that ever wrote an event or a row batch, by fingerprint. Thread-safe. */
public interface SchemaStore {
  /**
   * The schema with that CRC-64-AVRO fingerprint, if anybody stored it yet.
   *
   * @throws org.openspot.core.error.RetriableException if the store cannot be asked
   */
  Optional<Schema> find(long fingerprint);

  /**
   * Stores a schema under its fingerprint, before its first use. Does nothing if it is there.
   *
   * @throws org.openspot.core.error.RetriableException if the store is away
   */
  void put(Schema schema);
}
