package org.openspot.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openspot.cli.config.PipelineSettings;
import org.openspot.cli.deadletters.FoundLetter;
import org.openspot.store.commit.CommitLog;
import org.openspot.store.commit.DeadLetterBook;
import org.openspot.store.commit.DeadLetterEntry;
import org.openspot.store.files.HadoopTableFiles;

/** Dead letters in the commit logs of the configured pipelines. Needs HDFS only. */
final class FoundLetters {
  private final Assembly assembly;
  private final HadoopTableFiles files;

  FoundLetters(Assembly assembly) {
    this.assembly = assembly;
    this.files = assembly.tableFiles();
  }

  /**
   * What there is.
   *
   * @param pipeline one pipeline's; null for those of all
   * @param closed also those that need nobody any more
   */
  List<FoundLetter> list(String pipeline, boolean closed) {
    List<FoundLetter> found = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    Set<String> names =
        pipeline == null ? new TreeMap<>(assembly.config().pipelines()).keySet() : Set.of(pipeline);
    for (String name : names) {
      PipelineSettings settings = assembly.pipeline(name);
      for (int partition : partitions(settings)) {
        CommitLog log = assembly.commitLog(files, settings, partition);
        // Pipelines may share a topic.
        if (seen.add(log.path())) {
          for (DeadLetterEntry entry : entries(log, closed)) {
            found.add(new FoundLetter(name, settings.topic(), partition, entry));
          }
        }
      }
    }
    return found;
  }

  private static List<DeadLetterEntry> entries(CommitLog log, boolean closed) {
    DeadLetterBook book = log.deadLetters();
    return closed ? book.all(log.load()) : book.open(log.load());
  }

  private List<Integer> partitions(PipelineSettings pipeline) {
    return CommitLog.partitions(
        files,
        assembly.locations(assembly.source(pipeline).table()).rowsLocation(),
        pipeline.topic());
  }

  /** The book that a dead letter is in. */
  DeadLetterBook book(FoundLetter found) {
    return assembly
        .commitLog(files, assembly.pipeline(found.pipeline()), found.partition())
        .deadLetters();
  }
}
