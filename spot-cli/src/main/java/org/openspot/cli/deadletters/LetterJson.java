package org.openspot.cli.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.openspot.store.commit.DeadLetterJson;

/** Dead letters, and what was done about them, as one line of JSON each. */
public final class LetterJson {
  private static final JsonMapper JSON = new JsonMapper();

  private LetterJson() {}

  /**
   * All there is to know of a dead letter: that of the dead letter topic, and what became of it.
   */
  public static String of(FoundLetter found) {
    ObjectNode json = identity(found);
    json.put("state", state(found));
    json.setAll(noted(found));
    found
        .entry()
        .dropped()
        .ifPresent(
            dropped ->
                json.put("droppedBy", dropped.by())
                    .put("droppedAt", dropped.at().toString())
                    .put("dropReason", dropped.reason()));
    return json.toString();
  }

  /** What was done about one. */
  public static String of(FoundLetter found, boolean done, String message) {
    return identity(found).put("done", done).put("message", message).toString();
  }

  static String state(FoundLetter found) {
    return found.entry().fate().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static ObjectNode identity(FoundLetter found) {
    return JSON.createObjectNode()
        .put("id", found.id())
        .put("pipeline", found.pipeline())
        .put("topic", found.topic())
        .put("partition", found.partition());
  }

  private static ObjectNode noted(FoundLetter found) {
    try {
      return (ObjectNode) JSON.readTree(DeadLetterJson.of(found.letter()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a dead letter's own JSON cannot be read", e);
    }
  }
}
