package org.openspot.parsers.generate;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openspot.core.error.RetriableException;
import org.openspot.parsers.process.ChildProcess;
import org.openspot.parsers.process.Tool;
import org.openspot.parsers.process.ToolLimits;

/**
 * An nfcapd that listens on 127.0.0.1 and writes to a directory, and the way to it. No datagram is
 * lost: its receive queue is watched, and sending stops while that is half full. Not thread-safe.
 */
final class NfcapdProcess implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration ASK_AGAIN = Duration.ofMillis(200);
  private static final ToolLimits LIMITS = new ToolLimits(Duration.ofHours(1), 4L << 30);
  private static final int ATTEMPTS = 3;

  /** A week: as good as never within one run. */
  private static final String ROTATION_SECONDS = "604800";

  private static final long QUEUE_BYTES = 4L << 20;

  /** What the kernel counts for a datagram of ours, generously. */
  private static final long DATAGRAM_BYTES = 4096;

  private final ChildProcess child;
  private final DatagramChannel channel;
  private final int port;
  private final long capacity;
  private final long burst;
  private long sinceLook;

  private NfcapdProcess(ChildProcess child, DatagramChannel channel, int port, long capacity) {
    this.child = child;
    this.channel = channel;
    this.port = port;
    this.capacity = capacity;
    this.burst = Math.max(1, capacity / 4 / DATAGRAM_BYTES);
  }

  /**
   * Starts nfcapd and waits until it listens.
   *
   * @throws RetriableException if it does not come to listen
   */
  static NfcapdProcess start(Tool nfcapd, Path directory) throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      ChildProcess child =
          nfcapd.start(
              LIMITS,
              List.of(
                  "-C",
                  "none",
                  "-b",
                  LOOPBACK.getHostAddress(),
                  "-p",
                  Integer.toString(port),
                  "-w",
                  directory.toString(),
                  "-S",
                  "0",
                  "-t",
                  ROTATION_SECONDS,
                  "-B",
                  Long.toString(QUEUE_BYTES)));
      try {
        if (listens(child, port, directory)) {
          DatagramChannel channel =
              DatagramChannel.open().connect(new InetSocketAddress(LOOPBACK, port));
          return new NfcapdProcess(child, channel, port, UdpQueue.capacity(QUEUE_BYTES));
        }
      } catch (IOException | RuntimeException e) {
        child.close();
        throw e;
      }
      child.close();
      if (attempt == ATTEMPTS) { // somebody may take the port before nfcapd does, but not always
        throw new RetriableException(
            "nfcapd does not listen: " + child.complaints().text().replace('\n', ' '));
      }
    }
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  /** It opens its file after all else, the handling of the signal that ends it included. */
  private static boolean listens(ChildProcess child, int port, Path directory) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (child.isAlive() && System.nanoTime() < deadline) {
      if (UdpQueue.of(port).isPresent() && hasFile(directory)) {
        return true;
      }
      pause();
    }
    return false;
  }

  private static boolean hasFile(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "nfcapd.current*")) {
      return files.iterator().hasNext();
    }
  }

  /** Sends one datagram, as soon as there is room for it. */
  void send(ByteBuffer datagram) throws IOException {
    if (sinceLook++ == burst) {
      awaitQueue(capacity / 2);
      sinceLook = 1;
    }
    channel.write(datagram);
  }

  private void awaitQueue(long bytes) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      UdpQueue queue =
          UdpQueue.of(port)
              .orElseThrow(() -> new RetriableException("nfcapd ended: " + complaints()));
      if (queue.drops() > 0) {
        throw new RetriableException("nfcapd lost " + queue.drops() + " datagrams");
      }
      if (queue.bytes() <= bytes) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new RetriableException("nfcapd takes no datagrams");
      }
      pause();
    }
  }

  private String complaints() {
    child.close();
    return child.complaints().text().replace('\n', ' ');
  }

  private static void pause() {
    if (Thread.currentThread().isInterrupted()) {
      throw new RetriableException("interrupted while generating");
    }
    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(300));
  }

  /** Waits until nfcapd has taken everything, and lets it finish its file. */
  void finish() throws IOException {
    awaitQueue(0);
    try {
      if (!ends() || child.waitFor() != 0) {
        throw new RetriableException("nfcapd did not end well: " + complaints());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetriableException("interrupted while generating", e);
    }
  }

  /**
   * Asks it to end until it does. Once is not enough: a signal that comes after nfcapd has looked
   * for one and before it waits for the next datagram is only seen with that datagram.
   */
  private boolean ends() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    do {
      child.terminate();
      if (child.endsWithin(ASK_AGAIN)) {
        return true;
      }
    } while (System.nanoTime() < deadline);
    return false;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      child.close();
    }
  }
}
