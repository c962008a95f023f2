package org.openspot.cli.migrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code ingest_conf.json}: JSON, and what people write for it: comments, trailing commas,
 * single quotes. A key given twice is refused, for only one of them would count.
 */
final class IngestConf {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(
              JsonReadFeature.ALLOW_JAVA_COMMENTS,
              JsonReadFeature.ALLOW_YAML_COMMENTS,
              JsonReadFeature.ALLOW_TRAILING_COMMA,
              JsonReadFeature.ALLOW_SINGLE_QUOTES,
              JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private IngestConf() {}

  /** The keys of a text. Where it is malformed, the notes have a problem. */
  static OldKeys read(String file, String text, Notes notes) {
    OldKeys keys = new OldKeys(file, notes);
    try {
      JsonNode root = MAPPER.readTree(text);
      if (root.isObject()) {
        fill(keys, root, notes);
      } else {
        notes.problem(file, "must be a JSON object");
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      notes.problem(line > 0 ? file + ":" + line : file, "not JSON: " + e.getOriginalMessage());
    }
    return keys;
  }

  private static void fill(OldKeys keys, JsonNode object, Notes notes) {
    object
        .fields()
        .forEachRemaining(
            field -> {
              JsonNode value = field.getValue();
              if (value.isObject()) {
                fill(keys.addGroup(field.getKey()), value, notes);
              } else if (value.isArray()) {
                keys.put(field.getKey(), list(value));
              } else {
                keys.put(field.getKey(), value.isNull() ? "" : value.asText());
              }
            });
  }

  private static String list(JsonNode array) {
    List<String> items = new ArrayList<>();
    array.forEach(item -> items.add(item.isValueNode() ? item.asText() : item.toString()));
    return String.join(", ", items);
  }
}
