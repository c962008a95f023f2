package org.openspot.scoring.spark;

import java.util.function.Supplier;
import org.apache.spark.SparkException;
import org.apache.spark.SparkThrowable;
import org.openspot.core.error.DataException;
import org.openspot.core.error.SpotException;

/** Turns what Spark throws about files into a line that names the file. */
final class Unreadable {
  private Unreadable() {}

  /** Does something with Spark. */
  static <T> T explained(Supplier<T> work) {
    try {
      return work.get();
    } catch (SpotException e) {
      throw e;
    } catch (RuntimeException e) {
      throw explained(e, e);
    } catch (Exception e) {
      // Scala throws checked exceptions without saying so.
      throw explained(e, new IllegalStateException(e));
    }
  }

  private static RuntimeException explained(Throwable thrown, RuntimeException otherwise) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable spark && isAboutFiles(spark.getCondition())) {
        return new DataException("cannot read the records: " + line(cause), thrown);
      }
      if (cause instanceof SpotException known) {
        return known;
      }
    }
    return otherwise;
  }

  private static boolean isAboutFiles(String condition) {
    return condition != null
        && (condition.startsWith("FAILED_READ_FILE")
            || condition.startsWith("CANNOT_READ_FILE")
            || condition.startsWith("PATH_NOT_FOUND")
            || condition.startsWith("UNABLE_TO_INFER_SCHEMA"));
  }

  private static String line(Throwable e) {
    String message = e instanceof SparkException ? e.getMessage() : String.valueOf(e.getMessage());
    String cause = e.getCause() == null ? "" : " (" + first(e.getCause().getMessage()) + ")";
    return first(message) + cause;
  }

  private static String first(String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}
