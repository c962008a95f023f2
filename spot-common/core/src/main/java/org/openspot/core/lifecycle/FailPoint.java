package org.openspot.core.lifecycle;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A named step at which a test can have this process killed: the proof of every crash guarantee.
 *
 * <p>{@code SPOT_FAIL_POINT=NAME[:N]} in the environment makes the N-th passage (the first, unless
 * said) of the point send SIGKILL to its own process. Without the variable a passage costs one
 * comparison.
 */
public final class FailPoint {
  /** The environment variable that arms one point. */
  public static final String VARIABLE = "SPOT_FAIL_POINT";

  private static final String ARMED = armedName(System.getenv(VARIABLE));
  private static final AtomicInteger REMAINING =
      new AtomicInteger(armedCount(System.getenv(VARIABLE)));

  private FailPoint() {}

  /** Passes the step called {@code name}; does not return if that step is armed. */
  public static void pass(String name) {
    if (ARMED != null && ARMED.equals(name) && REMAINING.decrementAndGet() == 0) {
      killOwnProcess();
    }
  }

  private static String armedName(String setting) {
    return setting == null ? null : setting.replaceFirst(":\\d+$", "");
  }

  private static int armedCount(String setting) {
    return setting != null && setting.matches(".*:\\d+")
        ? Integer.parseInt(setting.substring(setting.lastIndexOf(':') + 1))
        : 1;
  }

  private static void killOwnProcess() {
    try {
      new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
          .inheritIO()
          .start();
    } catch (IOException e) {
      Runtime.getRuntime().halt(137);
    }
    while (true) {
      LockSupport.park();
    }
  }
}
