package org.openspot.store.commit;

import java.util.List;

/** The steps of the commit protocol at which a test may have a worker killed, in their order. */
public final class FailPoints {
  public static final String CLAIMED = "commit.claimed";
  public static final String ROWS_STAGED = "commit.rows-staged";
  public static final String STAGED = "commit.staged";
  public static final String MANIFEST_WRITTEN = "commit.manifest-written";
  public static final String COMMITTED = "commit.committed";
  public static final String FILE_PUBLISHED = "commit.file-published";
  public static final String PUBLISHED = "commit.published";
  public static final String REGISTERED = "commit.registered";
  public static final String RUN_WRITTEN = "commit.run-written";
  public static final String CHECKPOINTED = "commit.checkpointed";
  public static final String CLEANED = "commit.cleaned";

  /** All of them. */
  public static final List<String> ALL =
      List.of(
          CLAIMED,
          ROWS_STAGED,
          STAGED,
          MANIFEST_WRITTEN,
          COMMITTED,
          FILE_PUBLISHED,
          PUBLISHED,
          REGISTERED,
          RUN_WRITTEN,
          CHECKPOINTED,
          CLEANED);

  private FailPoints() {}
}
