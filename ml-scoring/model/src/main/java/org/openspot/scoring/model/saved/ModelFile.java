package org.openspot.scoring.model.saved;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.openspot.core.error.DataException;

/**
 * The file of a model: one Avro object container file, readable by anything that reads Avro. Its
 * entries are those of {@code model-entry.avsc}; single values are in its metadata under {@code
 * spot.*}. The same model gives the same bytes.
 */
public final class ModelFile {
  /** The version written, and the only one read. */
  static final long VERSION = 1;

  static final String VERSION_KEY = "spot.model.version";
  static final String ENTRIES_KEY = "spot.entries";
  static final String PROPERTY_PREFIX = "spot.property.";

  /** Avro takes a random one; a fixed one keeps the bytes the same. */
  private static final byte[] SYNC = "openspot-model-1".getBytes(StandardCharsets.US_ASCII);

  private static final int DEFLATE_LEVEL = 6;
  private static final Schema ENTRY = entrySchema();

  /** Reads arrays into plain lists: Avro 1.12.0 rounds the doubles of its own to floats. */
  private static final GenericData EXACT =
      new GenericData() {
        @Override
        public Object newArray(Object old, int size, Schema schema) {
          return new ArrayList<>(size);
        }
      };

  private ModelFile() {}

  /** Writes a model; the stream stays open. */
  public static void write(ScoringModel model, OutputStream out) throws IOException {
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(ENTRY))) {
      writer.setCodec(CodecFactory.deflateCodec(DEFLATE_LEVEL));
      writer.setMeta(VERSION_KEY, VERSION);
      writer.setMeta(ENTRIES_KEY, ModelEntries.count(model));
      writer.setMeta("spot.recipe", model.recipe());
      writer.setMeta("spot.topics", Integer.toString(model.topics().topics()));
      writer.setMeta("spot.alpha", Double.toString(model.topics().alpha()));
      writer.setMeta("spot.beta", Double.toString(model.topics().beta()));
      writer.setMeta("spot.precision", model.topics().mixes().precision().bits());
      writer.setMeta("spot.discount", Double.toString(model.counts().discount()));
      writer.setMeta("spot.peers.ipv4", model.counts().groups().ipv4Bits());
      writer.setMeta("spot.peers.ipv6", model.counts().groups().ipv6Bits());
      new TreeMap<>(model.properties())
          .forEach((key, value) -> writer.setMeta(PROPERTY_PREFIX + key, value));
      writer.create(ENTRY, KeptOpen.of(out), SYNC);
      new ModelEntries(ENTRY).write(model, writer::append);
    }
  }

  /** Reads a model; the stream stays open. What is no model of this version is a data error. */
  public static ScoringModel read(InputStream in) throws IOException {
    try (DataFileStream<GenericRecord> stream =
        new DataFileStream<>(KeptOpen.of(in), new GenericDatumReader<>(null, ENTRY, EXACT))) {
      ModelMetadata metadata = new ModelMetadata(stream);
      metadata.requireVersion(VERSION);
      return ModelEntries.read(metadata, stream);
    } catch (DataException e) {
      throw e;
    } catch (RuntimeException e) {
      // Avro answers damage with whatever it runs into, null pointers included.
      throw new DataException("the model file is damaged: " + e.getMessage(), e);
    }
  }

  private static Schema entrySchema() {
    try (InputStream in = ModelFile.class.getResourceAsStream("model-entry.avsc")) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read model-entry.avsc", e);
    }
  }
}
