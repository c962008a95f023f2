package org.openspot.transport.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.openspot.core.error.DataException;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;

/**
 * Events as bytes: Avro single-object encoding, that is the marker C3 01, the CRC-64-AVRO
 * fingerprint of the writer's schema in little-endian order, and the record in Avro binary. Reads
 * what older and newer collectors wrote, by the schema store. Thread-safe.
 */
public final class EventCodec {
  /** The schema with which this version writes. */
  public static final Schema SCHEMA = load();

  private static final long FINGERPRINT = Fingerprints.of(SCHEMA);
  private static final int HEADER_BYTES = 10;
  private static final Schema FILE_ID = SCHEMA.getField("file_id").schema();
  private static final Schema PAYLOAD = SCHEMA.getField("payload").schema();

  private final SchemaStore schemas;

  public EventCodec(SchemaStore schemas) {
    this.schemas = schemas;
  }

  /** The event as the value of a Kafka record. */
  public byte[] encode(IngestEvent event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0xc3).put((byte) 0x01).putLong(FINGERPRINT);
    out.writeBytes(header.array());
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(SCHEMA).write(toAvro(event), encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  /**
   * The event that a Kafka record's value holds.
   *
   * @throws UnknownSchemaException if the writer's schema is not in the store yet
   * @throws DataException if these bytes are no event
   */
  public IngestEvent decode(byte[] bytes) {
    if (bytes.length < HEADER_BYTES || bytes[0] != (byte) 0xc3 || bytes[1] != (byte) 0x01) {
      throw new DataException("not an event: " + bytes.length + " bytes without Avro's marker");
    }
    Schema writer = writer(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2));
    try {
      MessageDecoder in = new MessageDecoder(bytes, HEADER_BYTES);
      GenericRecord read = new GenericDatumReader<GenericRecord>(writer, SCHEMA).read(null, in);
      if (!in.isEnd()) {
        throw new DataException("not an event: bytes follow its end");
      }
      return fromAvro(read);
    } catch (IOException
        | AvroRuntimeException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException
        | IndexOutOfBoundsException
        | UnsupportedOperationException e) {
      throw new DataException("not an event: " + e, e);
    }
  }

  private Schema writer(long fingerprint) {
    return fingerprint == FINGERPRINT
        ? SCHEMA
        : schemas.find(fingerprint).orElseThrow(() -> new UnknownSchemaException(fingerprint));
  }

  private static GenericRecord toAvro(IngestEvent event) {
    Original original = event.original();
    RecordRange range = event.range();
    GenericRecord avro = new GenericData.Record(SCHEMA);
    avro.put("id", event.id().toString());
    avro.put("pipeline", event.pipeline());
    avro.put("host", event.host());
    avro.put("file_id", new GenericData.Fixed(FILE_ID, original.id().toBytes()));
    avro.put("name", original.name());
    avro.put("size", original.size());
    avro.put("sha256", original.sha256());
    avro.put("archive_uri", original.archiveUri());
    avro.put("captured", micros(original.captured()));
    avro.put("from", range.from());
    avro.put("to", range.to() == RecordRange.END ? null : range.to());
    avro.put("last", event.last());
    avro.put("payload", toAvro(event.payload()));
    return avro;
  }

  /** By hand, because ChronoUnit.MICROS.between counts in nanoseconds and overflows in 2262. */
  private static long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1000);
  }

  private static GenericRecord toAvro(Payload payload) {
    GenericRecord avro = new GenericData.Record(payloadSchema(payload.getClass().getSimpleName()));
    if (payload instanceof RowBatch batch) {
      avro.put("schema_fingerprint", batch.schemaFingerprint());
      avro.put("body", ByteBuffer.wrap(batch.body()));
      avro.put("rows", batch.rows());
      avro.put("rejects", batch.rejects());
      avro.put("passed_over", batch.passedOver());
    } else if (payload instanceof Failure failure) {
      avro.put("stage", failure.stage());
      avro.put("cause", failure.cause());
    }
    return avro;
  }

  private static Schema payloadSchema(String name) {
    return PAYLOAD.getTypes().stream()
        .filter(type -> type.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("ingest-event.avsc lacks " + name));
  }

  private static IngestEvent fromAvro(GenericRecord avro) {
    Object archiveUri = avro.get("archive_uri");
    Original original =
        new Original(
            FileId.of(((GenericData.Fixed) avro.get("file_id")).bytes()),
            text(avro, "name"),
            number(avro, "size"),
            text(avro, "sha256"),
            archiveUri == null ? null : archiveUri.toString(),
            Instant.EPOCH.plus(number(avro, "captured"), ChronoUnit.MICROS));
    Object to = avro.get("to");
    RecordRange range =
        new RecordRange(number(avro, "from"), to == null ? RecordRange.END : (Long) to);
    return new IngestEvent(
        UUID.fromString(text(avro, "id")),
        text(avro, "pipeline"),
        text(avro, "host"),
        original,
        range,
        (Boolean) avro.get("last"),
        payload((GenericRecord) avro.get("payload")));
  }

  private static Payload payload(GenericRecord avro) {
    return switch (avro.getSchema().getName()) {
      case "FilePointer" -> new FilePointer();
      case "RowBatch" ->
          new RowBatch(
              number(avro, "schema_fingerprint"),
              ((ByteBuffer) avro.get("body")).array(),
              number(avro, "rows"),
              number(avro, "rejects"),
              number(avro, "passed_over"));
      case "Failure" -> new Failure(text(avro, "stage"), text(avro, "cause"));
      default -> throw new DataException("unknown payload " + avro.getSchema().getName());
    };
  }

  private static String text(GenericRecord avro, String field) {
    return avro.get(field).toString();
  }

  private static long number(GenericRecord avro, String field) {
    return (Long) avro.get(field);
  }

  private static Schema load() {
    try (InputStream in = EventCodec.class.getResourceAsStream("ingest-event.avsc")) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read ingest-event.avsc", e);
    }
  }
}
