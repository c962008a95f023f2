package org.openspot.stack;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Has HiveServer2 carry out a statement, as a JDBC client would: Thrift's SASL transport with
 * mechanism PLAIN, then OpenSession, ExecuteStatement and CloseSession of {@code
 * TCLIService.thrift} in Thrift's binary protocol. A statement about databases needs the metastore,
 * and a session needs HDFS, so the answer covers both.
 */
final class HiveProbe implements Closeable {
  private static final int CONNECT_TIMEOUT_MS = 5_000;
  // The first session makes the metastore's schema.
  private static final int ANSWER_TIMEOUT_MS = 60_000;
  private static final int LONGEST_ANSWER = 1 << 20;

  private static final byte SASL_START = 1;
  private static final byte SASL_OK = 2;
  private static final byte SASL_COMPLETE = 5;

  private static final int CALL = 0x80010001;
  private static final int REPLY = 0x80010002;
  private static final byte STOP = 0;
  private static final byte I32 = 8;
  private static final byte STRING = 11;
  private static final byte STRUCT = 12;
  private static final int PROTOCOL_V8 = 7;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  private HiveProbe(int port) throws IOException {
    socket = new Socket();
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MS);
    socket.setSoTimeout(ANSWER_TIMEOUT_MS);
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
  }

  static void requireStatement(int port, String statement) throws IOException {
    try (HiveProbe probe = new HiveProbe(port)) {
      probe.authenticate();
      byte[] session = probe.openSession();
      try {
        probe.execute(session, statement);
      } finally {
        probe.closeSession(session);
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void authenticate() throws IOException {
    sasl(SASL_START, "PLAIN");
    sasl(SASL_OK, "\0spot\0probe");
    int status = in.readByte();
    String said = new String(frame(), StandardCharsets.UTF_8);
    if (status != SASL_COMPLETE) {
      throw new IOException("HiveServer2 refused the login: " + said);
    }
  }

  private void sasl(byte status, String payload) throws IOException {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    out.writeByte(status);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }

  /** The session's handle, as the struct to send back. */
  private byte[] openSession() throws IOException {
    Map<?, ?> answer =
        call(
            "OpenSession",
            request -> {
              field(request, I32, 1);
              request.writeInt(PROTOCOL_V8);
            });
    if (!(answer.get(3) instanceof Map<?, ?> handle)
        || !(handle.get(1) instanceof Map<?, ?> identifier)
        || !(identifier.get(1) instanceof byte[] guid)
        || !(identifier.get(2) instanceof byte[] secret)) {
      throw new IOException("HiveServer2 opened a session without a handle");
    }
    return bytes(
        struct -> {
          field(struct, STRUCT, 1);
          string(struct, 1, guid);
          string(struct, 2, secret);
          struct.writeByte(STOP);
          struct.writeByte(STOP);
        });
  }

  private void execute(byte[] session, String statement) throws IOException {
    byte[] text = statement.getBytes(StandardCharsets.UTF_8);
    call(
        "ExecuteStatement",
        request -> {
          field(request, STRUCT, 1);
          request.write(session);
          string(request, 2, text);
        });
  }

  private void closeSession(byte[] session) throws IOException {
    call(
        "CloseSession",
        request -> {
          field(request, STRUCT, 1);
          request.write(session);
        });
  }

  /** Calls a method with one struct for an argument; its result, if its status is success. */
  private Map<?, ?> call(String method, Content request) throws IOException {
    byte[] name = method.getBytes(StandardCharsets.UTF_8);
    byte[] message =
        bytes(
            data -> {
              data.writeInt(CALL);
              data.writeInt(name.length);
              data.write(name);
              data.writeInt(0);
              field(data, STRUCT, 1);
              request.write(data);
              data.writeByte(STOP);
              data.writeByte(STOP);
            });
    out.writeInt(message.length);
    out.write(message);
    out.flush();

    DataInputStream answer = new DataInputStream(new ByteArrayInputStream(frame()));
    int kind = answer.readInt();
    answer.skipNBytes(answer.readInt());
    answer.readInt();
    if (kind != REPLY) {
      throw new IOException("HiveServer2 does not serve " + method);
    }
    Object result = new ThriftReader(answer).struct().get(0);
    if (!(result instanceof Map<?, ?> success) || !(success.get(1) instanceof Map<?, ?> status)) {
      throw new IOException("HiveServer2 answered " + method + " without a status");
    }
    // 0 is SUCCESS, 1 SUCCESS_WITH_INFO.
    if (!(status.get(1) instanceof Integer code) || code > 1) {
      throw new IOException(method + " failed" + message(status.get(5)));
    }
    return success;
  }

  private static String message(Object text) {
    return text instanceof byte[] bytes ? ": " + new String(bytes, StandardCharsets.UTF_8) : "";
  }

  private byte[] frame() throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST_ANSWER) {
      throw new IOException("what answers is not HiveServer2");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  private static void field(DataOutputStream data, byte type, int id) throws IOException {
    data.writeByte(type);
    data.writeShort(id);
  }

  private static void string(DataOutputStream data, int id, byte[] value) throws IOException {
    field(data, STRING, id);
    data.writeInt(value.length);
    data.write(value);
  }

  private static byte[] bytes(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    content.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private interface Content {
    void write(DataOutputStream data) throws IOException;
  }
}
