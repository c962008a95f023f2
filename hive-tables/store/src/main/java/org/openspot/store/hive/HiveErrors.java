package org.openspot.store.hive;

import java.sql.SQLException;
import java.util.regex.Pattern;

/** What HiveServer2 says went wrong, without the wrapping it comes in. */
public final class HiveErrors {
  private static final int LONGEST = 400;
  private static final Pattern WRAPPING =
      Pattern.compile(
          "^(Error while (compiling|processing|cleaning up|running query)[^:]*: |FAILED: "
              + "|Execution Error, return code \\d+ from [\\w.$]+\\. "
              + "|(org|java|javax)\\.[\\w.$]+(Exception|Error): )+");

  private HiveErrors() {}

  /** One line that says why a statement failed. */
  public static String line(SQLException e) {
    return line(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
  }

  /** One line that says why a connection failed: the innermost cause, which carries no URL. */
  static String rootLine(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return line(root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
  }

  private static String line(String message) {
    String first = message.strip().lines().findFirst().orElse("").strip();
    String bare = WRAPPING.matcher(first).replaceFirst("");
    return bare.length() > LONGEST ? bare.substring(0, LONGEST) + "…" : bare;
  }
}
