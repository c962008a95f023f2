package org.openspot.store.commit;

import java.nio.charset.StandardCharsets;

/** A dead letter as one line of JSON, the same on the dead letter topic and from the command. */
public final class DeadLetterJson {
  private DeadLetterJson() {}

  public static String of(DeadLetter letter) {
    return new String(LogJson.write(letter), StandardCharsets.UTF_8);
  }
}
