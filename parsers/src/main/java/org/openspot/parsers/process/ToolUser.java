package org.openspot.parsers.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;

/**
 * An unprivileged user of this machine, as whom a daemon of root's runs the tools that read files
 * of strangers: a hole in one of them then opens no more than that user's account.
 */
public final class ToolUser {
  private static final Path THIS_PROCESS = Path.of("/proc/self");
  private static final ToolLimits LOOKING_UP = new ToolLimits(Duration.ofMinutes(1), 1L << 30);
  private static final Map<String, ToolUser> KNOWN = new ConcurrentHashMap<>();

  private final String name;
  private final String user;
  private final String group;

  private ToolUser(String name, String user, String group) {
    this.name = name;
    this.user = user;
    this.group = group;
  }

  /**
   * The user of that name, if this process can become another one.
   *
   * @param name a user; empty for whoever runs this process
   * @return empty where tools run as whoever runs this process
   * @throws ConfigException if there is no such user
   */
  public static Optional<ToolUser> of(String name) {
    return name.isEmpty() || !isRoot()
        ? Optional.empty()
        : Optional.of(KNOWN.computeIfAbsent(name, ToolUser::lookUp));
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(THIS_PROCESS, "unix:uid"));
    } catch (IOException | UnsupportedOperationException e) {
      return false; // no /proc, hence no way to tell; then becoming another one is not tried
    }
  }

  private static ToolUser lookUp(String name) {
    return new ToolUser(name, id("-u", name), id("-g", name));
  }

  private static String id(String what, String name) {
    StringBuilder printed = new StringBuilder();
    try {
      Tool.locate("id")
          .run(
              LOOKING_UP,
              List.of(what, "--", name),
              in -> printed.append(new String(in.readAllBytes(), StandardCharsets.US_ASCII)),
              Complaints.NOTHING_IS_HARMLESS);
    } catch (DataException e) {
      throw new ConfigException(
          "tools are to run as user '"
              + name
              + "', of whom this machine knows nothing: set"
              + " tools.user to another one, or to \"\" for root itself",
          e);
    }
    return printed.toString().strip();
  }

  /** What to begin a command with so that it runs as this user, without any privilege. */
  List<String> prefix() {
    return List.of("--reuid=" + user, "--regid=" + group, "--clear-groups");
  }

  /** Makes a directory this user's own. */
  void own(Path directory) throws IOException {
    UserPrincipal owner =
        directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
    Files.setOwner(directory, owner);
  }

  /** True if this user may open a file, once its directories are passed. */
  public boolean mayRead(Path file) throws IOException {
    PosixFileAttributes found =
        Files.getFileAttributeView(file, PosixFileAttributeView.class).readAttributes();
    return found.permissions().contains(PosixFilePermission.OTHERS_READ)
        && found.permissions().contains(PosixFilePermission.GROUP_READ);
  }

  @Override
  public String toString() {
    return name;
  }
}
