package org.openspot.store.files;

/**
 * A file or directory as a listing shows it.
 *
 * @param path absolute, without scheme and authority
 * @param modified milliseconds since 1970-01-01 UTC
 */
public record StoredFile(String path, long length, boolean directory, long modified) {
  /** The last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
