package org.openspot.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import org.openspot.stack.StackPorts;

/** Ports for a stack that nothing on this machine uses. */
final class FreePorts {
  private static final int ATTEMPTS = 200;

  /** Below the range from which Linux gives ports to outgoing connections. */
  private static final int LOWEST = 12_000;

  private static final int HIGHEST = 30_000;

  private FreePorts() {}

  static StackPorts find() {
    int first = first();
    return new StackPorts(
        first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6, first + 7);
  }

  /** The first of eight that follow each other. */
  static int first() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int first = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (areFree(first, first + 8)) {
        return first;
      }
    }
    throw new IllegalStateException("no eight free ports between " + LOWEST + " and " + HIGHEST);
  }

  private static boolean areFree(int from, int to) {
    for (int port = from; port < to; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        socket.setReuseAddress(true);
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
