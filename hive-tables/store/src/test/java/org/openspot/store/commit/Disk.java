package org.openspot.store.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles.Renamed;

/**
 * What is on a file system at one moment, with HDFS's rules: a file is never written or renamed
 * over, a rename looks for its source first, directories stay when they are empty, a delete takes
 * all below. Immutable; each operation answers with the disk after it.
 */
final class Disk {
  /** Refuses nothing: a rename replaces the paths this holds for. Nowhere, on HDFS. */
  private final Predicate<String> replaced;

  private final NavigableMap<String, Content> entries;
  private final long hash;

  /** An operation's effect and answer; a {@link Fault} where it could not be done. */
  record Answered(Disk disk, Object answer) {}

  /** An operation answers that it failed. */
  record Fault(String message) {}

  private Disk(NavigableMap<String, Content> entries, long hash, Predicate<String> replaced) {
    this.entries = entries;
    this.hash = hash;
    this.replaced = replaced;
  }

  /**
   * An empty disk.
   *
   * @param replaced paths at which a rename replaces what is there
   */
  static Disk empty(Predicate<String> replaced) {
    return new Disk(new TreeMap<>(), 0, replaced);
  }

  /** Equal for equal disks, and for no others within one exploration. */
  long hash() {
    return hash;
  }

  /** Every file, without directories. */
  Map<String, Content> files() {
    Map<String, Content> files = new TreeMap<>(entries);
    files.values().removeIf(Content::isDirectory);
    return files;
  }

  /** What is in a file that is there. */
  Content content(String path) {
    return file(path).orElseThrow(() -> new IllegalArgumentException("no " + path));
  }

  /** Every file of which the path begins so. */
  void forEachBelow(String prefix, BiConsumer<String, Content> consumer) {
    for (Map.Entry<String, Content> entry : entries.tailMap(prefix).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      if (!entry.getValue().isDirectory()) {
        consumer.accept(entry.getKey(), entry.getValue());
      }
    }
  }

  /** The highest number that the names in a directory hold; 0 if none does. */
  long highest(String directory, Function<String, OptionalLong> number) {
    long highest = 0;
    for (String path : entries.tailMap(directory + "/").keySet()) {
      if (!path.startsWith(directory + "/")) {
        break;
      }
      highest = Math.max(highest, number.apply(path.substring(directory.length() + 1)).orElse(0));
    }
    return highest;
  }

  boolean has(String path) {
    return entries.containsKey(path);
  }

  Answered on(Operation operation) {
    return switch (operation.kind()) {
      case WRITE -> write(operation.path(), operation.content());
      case READ -> new Answered(this, file(operation.path()));
      case READ_PART ->
          new Answered(
              this,
              file(operation.path())
                  .<Object>map(found -> found.part(operation.position(), operation.length()))
                  .orElseGet(() -> new Fault("no " + operation.path())));
      case FIND -> new Answered(this, find(operation.path()));
      case LIST -> new Answered(this, list(operation.path()));
      case RENAME -> rename(operation.path(), operation.target());
      case DELETE -> delete(operation.path());
    };
  }

  private Optional<Content> file(String path) {
    return Optional.ofNullable(entries.get(path)).filter(content -> !content.isDirectory());
  }

  private Answered write(String path, Content content) {
    if (entries.containsKey(path)) {
      return new Answered(this, new Fault(path + " exists"));
    }
    return new Answered(new Change().put(path, content).disk(), "");
  }

  private Optional<StoredFile> find(String path) {
    return Optional.ofNullable(entries.get(path)).map(content -> stored(path, content));
  }

  private static StoredFile stored(String path, Content content) {
    return new StoredFile(path, content.length(), content.isDirectory(), 0);
  }

  private List<StoredFile> list(String directory) {
    List<StoredFile> children = new ArrayList<>();
    String prefix = directory + "/";
    for (Map.Entry<String, Content> entry : entries.tailMap(prefix).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      if (entry.getKey().indexOf('/', prefix.length()) < 0) {
        children.add(stored(entry.getKey(), entry.getValue()));
      }
    }
    return children;
  }

  private Answered rename(String from, String to) {
    Optional<Content> content = file(from);
    if (content.isEmpty()) {
      return new Answered(this, Renamed.NO_SOURCE);
    }
    if (entries.containsKey(to) && !replaced.test(to)) {
      return new Answered(this, Renamed.TARGET_EXISTS);
    }
    return new Answered(
        new Change().remove(from).remove(to).put(to, content.get()).disk(), Renamed.DONE);
  }

  private Answered delete(String path) {
    Change change = new Change().remove(path);
    entries.subMap(path + "/", path + "0").keySet().forEach(change::remove);
    return new Answered(change.disk(), "");
  }

  private static long hash(String path, Content content) {
    long mixed = Content.hash(path.getBytes(UTF_8)) * 31 + content.hash();
    mixed = (mixed ^ (mixed >>> 32)) * 0x9e3779b97f4a7c15L;
    return mixed ^ (mixed >>> 29);
  }

  /** The next disk, being made. */
  private final class Change {
    private final NavigableMap<String, Content> next = new TreeMap<>(entries);
    private long nextHash = hash;

    Change put(String path, Content content) {
      int slash = path.lastIndexOf('/');
      if (slash > 0 && !next.containsKey(path.substring(0, slash))) {
        put(path.substring(0, slash), Content.DIRECTORY);
      }
      next.put(path, content);
      nextHash += hash(path, content);
      return this;
    }

    Change remove(String path) {
      Content gone = next.remove(path);
      if (gone != null) {
        nextHash -= hash(path, gone);
      }
      return this;
    }

    Disk disk() {
      return new Disk(next, nextHash, replaced);
    }
  }
}
