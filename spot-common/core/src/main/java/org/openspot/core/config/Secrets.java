package org.openspot.core.config;

import java.util.regex.Pattern;

/** What must not be shown: better too much than too little. */
final class Secrets {
  static final String HIDDEN = "********";

  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*(passw|passphrase|secret|token|credential|jaas|pwd|private.?key|api.?key|"
              + "access.?key|account.?key|keystore.?key|basic.?auth).*");
  private static final Pattern INSIDE =
      Pattern.compile("(?i)((?:\\w*passw(?:or)?d|pwd|\\w*secret|\\w*token)=)[^;&#?\\s]*");

  private Secrets() {}

  /** Whether a property's name says that its value is a secret. */
  static boolean isSecret(String name) {
    return NAME.matcher(name).matches();
  }

  /** A text with the passwords in it replaced, as a JDBC URL may have them. */
  static String hideInside(String text) {
    return INSIDE.matcher(text).replaceAll("$1" + HIDDEN);
  }
}
