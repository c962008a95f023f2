package org.openspot.stack;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks a broker for its cluster, as every client does first: Metadata request, version 4, for no
 * topic (Kafka protocol guide, API key 3). A broker that has not joined its own cluster yet, or was
 * fenced, is not in the answer.
 */
final class KafkaProbe {
  private static final int TIMEOUT_MS = 5_000;
  private static final short METADATA = 3;
  private static final short VERSION = 4;
  private static final int CORRELATION = 0x5907;
  // key, version, correlation id, null client id, empty topic list, no topic creation
  private static final int REQUEST_LENGTH = 2 + 2 + 4 + 2 + 4 + 1;
  private static final int LONGEST_ANSWER = 1 << 20;

  private KafkaProbe() {}

  static void requireLiveBroker(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(REQUEST_LENGTH);
      out.writeShort(METADATA);
      out.writeShort(VERSION);
      out.writeInt(CORRELATION);
      out.writeShort(-1);
      out.writeInt(0);
      out.writeBoolean(false);
      out.flush();

      DataInputStream in = new DataInputStream(socket.getInputStream());
      int length = in.readInt();
      if (length < 12 || length > LONGEST_ANSWER || in.readInt() != CORRELATION) {
        throw new IOException("what answers on port " + port + " is not Kafka");
      }
      in.readInt(); // throttle time
      if (in.readInt() < 1) {
        throw new IOException("the broker has not joined its cluster");
      }
    }
  }
}
