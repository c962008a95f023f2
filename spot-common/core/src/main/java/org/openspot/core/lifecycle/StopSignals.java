package org.openspot.core.lifecycle;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns SIGTERM and SIGINT into a request to stop. The process then ends by itself, with a status
 * of its own: the virtual machine's shutdown hooks, among them Hadoop's, which closes the file
 * systems in use, run after the last component has stopped instead of beside it.
 */
public final class StopSignals {
  private static final int INTERRUPTED = 128 + 2;

  private StopSignals() {}

  /**
   * Runs {@code body}; while it runs, the first of either signal calls {@code stop}, on a thread of
   * its own, and a second SIGINT ends the process at once. Afterwards the signals do what they did.
   */
  public static void during(Runnable stop, Runnable body) {
    AtomicBoolean asked = new AtomicBoolean();
    Object oldTerm = install("TERM", handler(() -> request(asked, stop)));
    Object oldInt =
        install(
            "INT",
            handler(
                () -> {
                  if (!request(asked, stop)) {
                    Runtime.getRuntime().halt(INTERRUPTED);
                  }
                }));
    try {
      body.run();
    } finally {
      install("TERM", oldTerm);
      install("INT", oldInt);
    }
  }

  private static boolean request(AtomicBoolean asked, Runnable stop) {
    boolean first = asked.compareAndSet(false, true);
    if (first) {
      stop.run();
    }
    return first;
  }

  // sun.misc.Signal is exported to everybody (jdk.unsupported) but warned about by the compiler:
  // hence the reflection.

  private static Object handler(Runnable action) {
    Class<?> type = named("sun.misc.SignalHandler");
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          switch (method.getName()) {
            case "handle":
              action.run();
              return null;
            case "equals":
              return proxy == arguments[0];
            case "hashCode":
              return System.identityHashCode(proxy);
            default:
              return "StopSignals";
          }
        });
  }

  private static Object install(String name, Object handler) {
    try {
      Class<?> signal = named("sun.misc.Signal");
      return signal
          .getMethod("handle", signal, named("sun.misc.SignalHandler"))
          .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this virtual machine cannot handle SIG" + name, e);
    }
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
