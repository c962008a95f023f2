package org.openspot.collector;

import java.util.List;
import org.openspot.archive.Archive;

/** The fail points a file passes in a collector, in their order. */
public final class CollectorSteps {
  public static final String BEFORE_READ = "collector.before-read";
  public static final String AFTER_UPLOAD = Archive.AFTER_UPLOAD;
  public static final String AFTER_ARCHIVE = "collector.after-archive";
  public static final String AFTER_REGISTER = "collector.after-register";

  /** The first event is handed to Kafka's client, nothing is acknowledged yet. */
  public static final String AFTER_FIRST_SEND = "collector.after-first-send";

  /** Every event is acknowledged. */
  public static final String AFTER_SEND = "collector.after-send";

  /** The original has left the landing directory's listing and is still there. */
  public static final String BEFORE_REMOVE = "collector.before-remove";

  /** The original is removed, or in done/. */
  public static final String AFTER_REMOVE = "collector.after-remove";

  public static final String BEFORE_FAILED = "collector.before-failed";
  public static final String AFTER_FAILED = "collector.after-failed";

  /** Every one. The last two are passed by files that end in failed/. */
  public static final List<String> ALL =
      List.of(
          BEFORE_READ,
          AFTER_UPLOAD,
          AFTER_ARCHIVE,
          AFTER_REGISTER,
          AFTER_FIRST_SEND,
          AFTER_SEND,
          BEFORE_REMOVE,
          AFTER_REMOVE,
          BEFORE_FAILED,
          AFTER_FAILED);

  private CollectorSteps() {}
}
