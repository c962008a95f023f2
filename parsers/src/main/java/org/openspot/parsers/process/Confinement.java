package org.openspot.parsers.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openspot.core.error.ConfigException;

/**
 * What stands before a tool on its command line, each replacing itself by the next: setpriv, which
 * gives up privileges and has the tool die with its parent; setsid, so that what the tool starts
 * can be told; prlimit. All are of util-linux. What is missing on a machine is left out, unless a
 * privilege is to be given up.
 */
final class Confinement {
  private static final long OPEN_FILES = 256;

  /** Processes and threads that a run may add to those of the machine. */
  private static final long MORE_TASKS = 256;

  /** Between the signal that says so and the one that cannot be ignored. */
  private static final long GRACE_SECONDS = 5;

  private static final Path TASKS = Path.of("/proc/loadavg");
  private static final Path OWN_LIMITS = Path.of("/proc/self/limits");
  private static final Pattern TASK_COUNT = Pattern.compile("^\\S+ \\S+ \\S+ [0-9]+/([0-9]+) ");

  private final ToolLimits limits;
  private final List<String> command = new ArrayList<>();

  private Confinement(ToolLimits limits) {
    this.limits = limits;
  }

  /** The beginning of a command with these limits. */
  static List<String> prefix(ToolLimits limits) {
    Confinement confinement = new Confinement(limits);
    confinement.privileges();
    Tool.find("setsid").ifPresent(tool -> confinement.command.add(path(tool)));
    Tool.find("prlimit").ifPresent(confinement::resources);
    return confinement.command;
  }

  private static String path(Tool tool) {
    return tool.executable().toString();
  }

  private void privileges() {
    Tool setpriv = Tool.find("setpriv").orElse(null);
    if (setpriv == null) {
      if (limits.user().isPresent()) {
        throw new ConfigException(
            "tools are to run as user "
                + limits.user().get()
                + ", for which there has to be setpriv (of util-linux) in PATH: install it, or set"
                + " tools.user to \"\" to run them as root");
      }
      return;
    }
    command.add(path(setpriv));
    limits.user().ifPresent(user -> command.addAll(user.prefix()));
    command.add("--no-new-privs");
    command.add("--pdeathsig=KILL");
    command.add("--");
  }

  private void resources(Tool prlimit) {
    // After setpriv: a user with more processes than this could not be switched to.
    long seconds = Math.max(1, limits.timeout().plusNanos(999_999_999).toSeconds());
    String own = ownLimits();
    command.add(path(prlimit));
    command.add("--core=0");
    command.add("--as=" + within(own, "Max address space", limits.memoryBytes()));
    long hard = within(own, "Max cpu time", seconds + GRACE_SECONDS);
    command.add("--cpu=" + Math.min(seconds, hard) + ":" + hard);
    if (limits.fileBytes() < Long.MAX_VALUE) {
      command.add("--fsize=" + within(own, "Max file size", limits.fileBytes()));
    }
    command.add("--nofile=" + within(own, "Max open files", OPEN_FILES));
    long tasks = tasks();
    if (tasks > 0) {
      command.add("--nproc=" + within(own, "Max processes", tasks + MORE_TASKS));
    }
    command.add("--");
  }

  /**
   * How many tasks the kernel has. The limit counts those of a user, also in other containers,
   * which cannot be seen from here: there are never more of them than of all.
   */
  private static long tasks() {
    try {
      Matcher found = TASK_COUNT.matcher(Files.readString(TASKS, StandardCharsets.US_ASCII));
      return found.find() ? Long.parseLong(found.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static String ownLimits() {
    try {
      return Files.readString(OWN_LIMITS, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }

  /** A limit that may be set: none is above the one that this process has itself. */
  private static long within(String own, String name, long wanted) {
    Matcher found = Pattern.compile("(?m)^" + name + " +\\S+ +([0-9]+) ").matcher(own);
    return found.find() ? Math.min(wanted, Long.parseLong(found.group(1))) : wanted;
  }
}
