package org.openspot.transport.event;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * The schemas of this release only, for a sensor, which cannot reach the store beside the archive:
 * workers put those of their own release there at their start. So workers come before sensors when
 * a release is rolled out; until then they wait at the first event they do not understand.
 */
public final class ReleasedSchemas implements SchemaStore {
  private final Map<Long, Schema> known = new ConcurrentHashMap<>();

  @Override
  public Optional<Schema> find(long fingerprint) {
    return Optional.ofNullable(known.get(fingerprint));
  }

  @Override
  public void put(Schema schema) {
    known.put(Fingerprints.of(schema), schema);
  }
}
