package org.openspot.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import org.openspot.stack.StackPorts;

/** Ports for a stack that nothing on this machine uses. */
final class FreePorts {
  private static final int ATTEMPTS = 200;

  /** Each process that runs tests looks in a range of its own: a port is taken later than found. */
  private static final int RANGES = 4;

  private static final int RANGE = 4_500;

  private static final int ASKED = 8;

  /** Four ranges end below that from which Linux gives ports to outgoing connections. */
  private static final int LOWEST =
      12_000 + Integer.getInteger("spot.it.process", 1) % RANGES * RANGE;

  private static final int HIGHEST = LOWEST + RANGE - ASKED;

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
      if (areFree(first, first + ASKED)) {
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
