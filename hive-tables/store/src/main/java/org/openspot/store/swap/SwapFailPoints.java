package org.openspot.store.swap;

import java.util.List;

/** The steps of a swap at which a test may have the process killed, in their order. */
public final class SwapFailPoints {
  public static final String PREPARED = "swap.prepared";
  public static final String PUBLISHED = "swap.published";
  public static final String CARRIED_OVER = "swap.carried-over";
  public static final String HIVE_TOLD = "swap.hive-told";
  public static final String MARKED = "swap.marked";

  /** All of them. */
  public static final List<String> ALL =
      List.of(PREPARED, PUBLISHED, CARRIED_OVER, HIVE_TOLD, MARKED);

  private SwapFailPoints() {}
}
