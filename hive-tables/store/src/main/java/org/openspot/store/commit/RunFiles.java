package org.openspot.store.commit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.openspot.store.files.TableFiles;

/** Sorted files of what became of originals, outside of a commit log. */
public final class RunFiles {
  private RunFiles() {}

  /** Writes entries, in whatever order they are, to a new file. */
  public static void write(TableFiles files, String path, Collection<RunEntry> entries) {
    List<RunEntry> sorted = new ArrayList<>(entries);
    sorted.sort(null);
    RunFile.write(files, path, sorted.iterator());
  }

  /** Reads a file's entries one after the other. */
  public static void forEach(TableFiles files, String path, Consumer<RunEntry> consumer) {
    RunFile.open(files, path).iterator().forEachRemaining(consumer);
  }
}
