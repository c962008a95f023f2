package org.openspot.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.XAttrSetFlag;
import org.openspot.archive.Archive.Registration;
import org.openspot.core.identity.FileId;
import org.openspot.transport.event.Original;
import org.openspot.transport.kafka.Topic;

/**
 * Registrations as extended attributes of archived files: {@code user.spot.<topic id>.<file id>},
 * created, never replaced, so that they cost no file of their own and the first one holds. The file
 * id stands in the name because two pipelines may archive the same file and share a topic.
 */
final class Registrations {
  private static final String PREFIX = "user.spot.";
  private static final String FORMAT = "1";

  private final FileSystem fs;

  Registrations(FileSystem fs) {
    this.fs = fs;
  }

  /** True when the file at the path was registered as that original, for whatever topic. */
  boolean knows(Path path, FileId fileId) throws IOException {
    return fs.listXAttrs(path).stream()
        .anyMatch(name -> name.startsWith(PREFIX) && name.endsWith("." + fileId));
  }

  /** The originals that the file at the path was registered as, each once. */
  List<FileId> originals(Path path) throws IOException {
    return fs.listXAttrs(path).stream()
        .filter(name -> name.startsWith(PREFIX))
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .distinct()
        .map(FileId::parse)
        .toList();
  }

  /**
   * Creates the registration of an original for a topic, or returns the one that is there.
   *
   * <p>A topic that was made again has another id, but its workers have the commit logs they had:
   * so the original goes to the partition that it was registered for before, whose log knows what
   * is stored of it, as long as the new topic has that partition.
   */
  Registration put(Path path, Original original, Topic topic) throws IOException {
    String name = PREFIX + topic.id() + "." + original.id();
    Map<String, byte[]> there = fs.getXAttrs(path);
    Registration found = find(path, name, there);
    if (found != null) {
      return found;
    }
    int partition = earlier(path, original.id(), topic.partitions(), there);
    Registration wanted =
        new Registration(
            original.id(),
            original.size(),
            topic.id(),
            partition < 0 ? original.id().bucket(topic.partitions()) : partition);
    try {
      fs.setXAttr(path, name, format(wanted), EnumSet.of(XAttrSetFlag.CREATE));
      return wanted;
    } catch (IOException e) {
      // Another was first, or HDFS carried this out and the answer was lost.
      found = find(path, name, fs.getXAttrs(path));
      if (found != null) {
        return found;
      }
      throw e;
    }
  }

  /**
   * The partition an original was registered for in topics that are no more; -1 if in none, or in
   * one that the topic does not have now. The lowest, if they differ.
   */
  private static int earlier(Path path, FileId file, int partitions, Map<String, byte[]> there)
      throws IOException {
    int lowest = -1;
    for (String name : there.keySet()) {
      if (name.startsWith(PREFIX) && name.endsWith("." + file)) {
        int partition = find(path, name, there).partition();
        if (partition < partitions && (lowest < 0 || partition < lowest)) {
          lowest = partition;
        }
      }
    }
    return lowest;
  }

  private static Registration find(Path path, String name, Map<String, byte[]> there)
      throws IOException {
    byte[] value = there.get(name);
    return value == null ? null : parse(path, name, new String(value, StandardCharsets.US_ASCII));
  }

  private static byte[] format(Registration registration) {
    return String.join(
            " ",
            FORMAT,
            registration.fileId().toString(),
            Long.toString(registration.size()),
            registration.topicId(),
            Integer.toString(registration.partition()))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static Registration parse(Path path, String name, String value) throws IOException {
    String[] parts = value.split(" ", -1);
    try {
      if (parts.length == 5 && parts[0].equals(FORMAT)) {
        return new Registration(
            FileId.parse(parts[1]), Long.parseLong(parts[2]), parts[3], Integer.parseInt(parts[4]));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("attribute " + name + " of " + path + " is no registration", e);
    }
    throw new IOException(
        "attribute " + name + " of " + path + " is no registration this version knows: " + value);
  }
}
