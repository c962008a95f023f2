package org.openspot.archive;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.transport.event.Fingerprints;
import org.openspot.transport.event.SchemaStore;

/** Schemas beside the archive: {@code <root>/_schemas/<fingerprint>.avsc}, written once each. */
public final class ArchivedSchemas implements SchemaStore, AutoCloseable {
  private final FileSystem fs;
  private final FileContext renames;
  private final Path directory;
  private final Map<Long, Schema> known = new ConcurrentHashMap<>();

  /** Does not connect yet. */
  public ArchivedSchemas(ArchiveSettings settings, HadoopSettings hadoop) {
    this.fs = Hadoop.open(hadoop);
    this.renames = Hadoop.context(hadoop);
    this.directory = fs.makeQualified(new Path(settings.root(), "_schemas"));
  }

  @Override
  public Optional<Schema> find(long fingerprint) {
    Schema cached = known.get(fingerprint);
    if (cached != null) {
      return Optional.of(cached);
    }
    Path path = path(fingerprint);
    try (InputStream in = fs.open(path)) {
      Schema read = new Schema.Parser().parse(in);
      if (Fingerprints.of(read) != fingerprint) {
        throw new RetriableException(path + " holds another schema: restore it");
      }
      known.put(fingerprint, read);
      return Optional.of(read);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (SchemaParseException e) {
      throw new RetriableException(path + " holds no schema: restore it", e);
    } catch (IOException e) {
      throw Hadoop.away("reading " + path, e);
    }
  }

  @Override
  public void put(Schema schema) {
    long fingerprint = Fingerprints.of(schema);
    if (find(fingerprint).isPresent()) {
      return;
    }
    Path path = path(fingerprint);
    Path temporary = new Path(directory, "_" + UUID.randomUUID());
    byte[] text = schema.toString().getBytes(StandardCharsets.UTF_8);
    try {
      DurableFile.write(fs, temporary, new ByteArrayInputStream(text), FileId.hasher("", ""));
      try {
        renames.rename(temporary, path, Options.Rename.NONE);
      } catch (FileAlreadyExistsException e) {
        fs.delete(temporary, false);
      }
    } catch (IOException e) {
      throw Hadoop.away("storing " + path, e);
    }
    known.put(fingerprint, schema);
  }

  private Path path(long fingerprint) {
    return new Path(directory, Fingerprints.hex(fingerprint) + ".avsc");
  }

  @Override
  public void close() {
    try {
      fs.close();
    } catch (IOException e) {
      throw Hadoop.away("closing the schema store", e);
    }
  }
}
