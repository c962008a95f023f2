package org.openspot.transport.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.Schema;
import org.openspot.core.error.DataException;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;

class EventCodecPropertyTest {
  private final MemorySchemas schemas = new MemorySchemas();
  private final EventCodec codec = new EventCodec(schemas);

  @Property(tries = 500)
  void whatIsEncodedComesBack(@ForAll("events") IngestEvent event) {
    assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
  }

  @Property(tries = 2000)
  void anyBytesAreAnEventOrADataException(@ForAll byte[] bytes) {
    eventOrDataException(bytes);
  }

  @Property(tries = 3000)
  void aDamagedEventIsAnEventOrADataException(
      @ForAll("events") IngestEvent event,
      @ForAll @IntRange(min = 10, max = 2000) int at,
      @ForAll byte[] damage) {
    byte[] bytes = codec.encode(event);
    for (int i = 0; i < damage.length && at % bytes.length + i < bytes.length; i++) {
      if (at % bytes.length + i >= 10) {
        bytes[at % bytes.length + i] = damage[i];
      }
    }
    eventOrDataException(bytes);
  }

  @Property(tries = 300)
  void aCutEventIsADataException(@ForAll("events") IngestEvent event, @ForAll int at) {
    byte[] bytes = codec.encode(event);
    byte[] cut = Arrays.copyOf(bytes, Math.floorMod(at, bytes.length));
    assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(DataException.class);
  }

  @Example
  void anUnknownWriterIsAskedForAndThenNamed() {
    byte[] bytes = codec.encode(event(new FilePointer(), RecordRange.ALL));
    bytes[2] ^= 0x55;
    assertThatThrownBy(() -> codec.decode(bytes))
        .isInstanceOf(UnknownSchemaException.class)
        .hasMessageContaining("no schema with fingerprint");
  }

  @Example
  void aNewerWriterIsReadByItsOwnSchema() {
    String newer =
        EventCodec.SCHEMA
            .toString()
            .replace(
                "{\"name\":\"last\"",
                "{\"name\":\"weather\",\"type\":\"string\"},{\"name\":\"last\"");
    Schema writer = new Schema.Parser().parse(newer);
    IngestEvent event = event(new Failure("dissect", "torn"), new RecordRange(7, RecordRange.END));
    byte[] bytes = NewerWriter.encode(writer, codec.encode(event));
    assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(UnknownSchemaException.class);
    schemas.put(writer);
    assertThat(codec.decode(bytes)).isEqualTo(event);
  }

  private void eventOrDataException(byte[] bytes) {
    try {
      assertThat(codec.decode(bytes)).isNotNull();
    } catch (DataException | UnknownSchemaException e) {
      assertThat(e).hasMessageMatching("(?s)(not an event|no schema).*");
    }
  }

  private static IngestEvent event(Payload payload, RecordRange range) {
    Original original =
        new Original(
            FileId.hasher("flow", "a").finish().fileId(), "a", 9, "00ff", null, Instant.EPOCH);
    return new IngestEvent(new UUID(1, 2), "flow", "sensor", original, range, true, payload);
  }

  @Provide
  Arbitrary<IngestEvent> events() {
    Arbitrary<String> text = Arbitraries.strings().all().ofMaxLength(40).filter(this::isUnicode);
    Arbitrary<Payload> payloads =
        Arbitraries.oneOf(
            Arbitraries.just(new FilePointer()),
            Combinators.combine(text, text).as(Failure::new),
            Combinators.combine(
                    Arbitraries.longs(),
                    Arbitraries.bytes().array(byte[].class).ofMaxSize(300),
                    Arbitraries.longs().greaterOrEqual(0),
                    Arbitraries.longs().greaterOrEqual(0),
                    Arbitraries.longs().greaterOrEqual(0))
                .as(RowBatch::new));
    Arbitrary<Original> originals =
        Combinators.combine(
                Arbitraries.bytes().array(byte[].class).ofSize(32).map(FileId::of),
                text,
                Arbitraries.longs().greaterOrEqual(0),
                text,
                text.injectNull(0.2),
                Arbitraries.longs()
                    .between(-62_000_000_000L, 62_000_000_000L)
                    .map(s -> Instant.ofEpochSecond(s, Math.floorMod(s * 31, 1_000_000_000L))))
            .as(Original::new);
    Arbitrary<RecordRange> ranges =
        Combinators.combine(
                Arbitraries.longs().greaterOrEqual(0), Arbitraries.longs().greaterOrEqual(0))
            .as(
                (a, b) ->
                    new RecordRange(Math.min(a, b), a % 5 == 0 ? RecordRange.END : Math.max(a, b)));
    return Combinators.combine(text, text, originals, ranges, Arbitraries.of(true, false), payloads)
        .as(
            (pipeline, host, original, range, last, payload) ->
                new IngestEvent(
                    UUID.nameUUIDFromBytes(original.id().toBytes()),
                    pipeline,
                    host,
                    original,
                    range,
                    last,
                    payload));
  }

  private boolean isUnicode(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
  }

  private static final class MemorySchemas implements SchemaStore {
    private final Map<Long, Schema> stored = new HashMap<>();

    @Override
    public Optional<Schema> find(long fingerprint) {
      return Optional.ofNullable(stored.get(fingerprint));
    }

    @Override
    public void put(Schema schema) {
      stored.put(Fingerprints.of(schema), schema);
    }
  }
}
