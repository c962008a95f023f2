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

  /** Creates the registration, or returns the one that is there. */
  Registration put(Path path, Registration wanted) throws IOException {
    String name = PREFIX + wanted.topicId() + "." + wanted.fileId();
    try {
      fs.setXAttr(path, name, format(wanted), EnumSet.of(XAttrSetFlag.CREATE));
      return wanted;
    } catch (IOException e) {
      // It is there, or HDFS carried this out and the answer was lost.
      Registration found = find(path, name);
      if (found != null) {
        return found;
      }
      throw e;
    }
  }

  private Registration find(Path path, String name) throws IOException {
    Map<String, byte[]> all = fs.getXAttrs(path);
    byte[] value = all.get(name);
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
