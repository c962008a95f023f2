package org.openspot.store.commit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import org.openspot.core.error.CommitStateUnknownException;
import org.openspot.core.identity.FileId;

/** Manifests, checkpoints and swaps as JSON. */
public final class LogJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(FileId.class, new TextSerializer<>())
                  .addDeserializer(FileId.class, new TextDeserializer<>(FileId::parse))
                  .addSerializer(Instant.class, new TextSerializer<>())
                  .addDeserializer(Instant.class, new TextDeserializer<>(Instant::parse)))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private LogJson() {}

  /** The JSON of an entry. */
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be JSON: " + value, e);
    }
  }

  /**
   * Reads an entry.
   *
   * @param newest the newest layout that is known here
   * @throws CommitStateUnknownException if it cannot be read, or is of a newer layout
   */
  public static <T extends LogEntry> T read(byte[] json, Class<T> type, int newest, String path) {
    T entry = parse(json, type, path);
    if (entry.format() > newest) {
      throw new CommitStateUnknownException(
          path + " has format " + entry.format() + ": written by a newer OpenSpot; update this one",
          null);
    }
    return entry;
  }

  static <T> T parse(byte[] json, Class<T> type, String path) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw new CommitStateUnknownException(
          path + " cannot be read (" + e.getMessage() + "): restore it from a backup of the log",
          e);
    }
  }

  private static final class TextSerializer<T> extends JsonSerializer<T> {
    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }

  private interface FromText<T> {
    T parse(String text);
  }

  private static final class TextDeserializer<T> extends JsonDeserializer<T> {
    private final FromText<T> fromText;

    TextDeserializer(FromText<T> fromText) {
      this.fromText = fromText;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return fromText.parse(in.getText());
    }
  }
}
