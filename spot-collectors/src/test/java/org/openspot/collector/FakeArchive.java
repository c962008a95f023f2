package org.openspot.collector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.openspot.archive.Archive;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.transport.event.Fingerprints;
import org.openspot.transport.event.Original;
import org.openspot.transport.event.SchemaStore;
import org.openspot.transport.kafka.Topic;

/** An archive and schema store in memory, which can be away. */
final class FakeArchive implements Archive, SchemaStore {
  final Map<String, byte[]> files = new ConcurrentHashMap<>();
  final Map<FileId, Registration> registrations = new ConcurrentHashMap<>();
  private final Map<Long, Schema> schemas = new ConcurrentHashMap<>();
  volatile boolean away;

  private void check() {
    if (away) {
      throw new RetriableException("the archive is away");
    }
  }

  @Override
  public void sweep(String owner) {
    check();
  }

  @Override
  public Original store(Landed landed, InputStream content) {
    check();
    byte[] bytes;
    try {
      bytes = content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    FileId.Hasher hasher = FileId.hasher(landed.pipeline(), landed.name());
    hasher.update(bytes, 0, bytes.length);
    FileId.Digests digests = hasher.finish();
    String uri = "fake:" + digests.fileId();
    files.put(uri, bytes);
    return new Original(
        digests.fileId(), landed.name(), bytes.length, digests.sha256(), uri, landed.captured());
  }

  @Override
  public Registration register(Original original, Topic topic) {
    check();
    Registration wanted =
        new Registration(
            original.id(), original.size(), topic.id(), original.id().bucket(topic.partitions()));
    Registration found = registrations.putIfAbsent(original.id(), wanted);
    return found == null ? wanted : found;
  }

  @Override
  public void fetch(Original original, Path target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void acknowledged(Original original) {}

  @Override
  public InputStream open(Original original) {
    return open(original.archiveUri());
  }

  @Override
  public InputStream open(String archiveUri) {
    return new ByteArrayInputStream(files.get(archiveUri));
  }

  @Override
  public Optional<Schema> find(long fingerprint) {
    return Optional.ofNullable(schemas.get(fingerprint));
  }

  @Override
  public void put(Schema schema) {
    check();
    schemas.put(Fingerprints.of(schema), schema);
  }

  @Override
  public List<Archived> list(String sourceType, Instant from, Instant to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(Archived original) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}

  @Override
  public Optional<Instant> newest(String sourceType) {
    return Optional.empty();
  }
}
