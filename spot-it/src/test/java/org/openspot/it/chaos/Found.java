package org.openspot.it.chaos;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is there after a round: read from Hive, HDFS and the directories, with no code of what wrote
 * it.
 *
 * @param rows by pipeline: how often each row is in the table
 * @param rejects how often each text is in a table of rejects
 * @param deadLetters each as {@code <name> <first record>}
 * @param archive the originals of the round's day
 * @param failed what is in failed/, without the reasons
 * @param orphans paths of what should be gone
 */
public record Found(
    Map<String, Map<String, Integer>> rows,
    Map<String, Integer> rejects,
    Set<String> deadLetters,
    List<Stored> archive,
    List<Stored> failed,
    List<String> orphans) {

  /**
   * A file somewhere.
   *
   * @param path for messages
   * @param name its own name
   * @param content its bytes; of a link none
   */
  public record Stored(String path, String name, byte[] content) {}
}
