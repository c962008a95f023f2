package org.openspot.store.commit;

/**
 * One step of a file system: what the explorer schedules, fails and repeats. {@code target} is a
 * rename's, {@code content} a write's, {@code position} and {@code length} a partial read's.
 */
record Operation(
    Kind kind, String path, String target, Content content, long position, int length) {
  enum Kind {
    WRITE,
    READ,
    READ_PART,
    FIND,
    LIST,
    RENAME,
    DELETE
  }

  static Operation write(String path, byte[] content) {
    return new Operation(Kind.WRITE, path, null, Content.of(content), 0, 0);
  }

  static Operation rename(String from, String to) {
    return new Operation(Kind.RENAME, from, to, null, 0, 0);
  }

  static Operation readPart(String path, long position, int length) {
    return new Operation(Kind.READ_PART, path, null, null, position, length);
  }

  static Operation of(Kind kind, String path) {
    return new Operation(kind, path, null, null, 0, 0);
  }

  /** True if the disk may be another one after it. */
  boolean changes() {
    return kind == Kind.WRITE || kind == Kind.RENAME || kind == Kind.DELETE;
  }

  @Override
  public String toString() {
    return kind + " " + path + (target == null ? "" : " -> " + target);
  }
}
