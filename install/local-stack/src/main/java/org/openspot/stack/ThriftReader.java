package org.openspot.stack;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what Thrift's binary protocol says without knowing its schema (thrift-binary-protocol.md):
 * a struct becomes a map by field id, a string or binary becomes bytes.
 */
final class ThriftReader {
  private static final int LONGEST = 1 << 20;
  private static final int DEEPEST = 32;

  private final DataInputStream in;

  ThriftReader(DataInputStream in) {
    this.in = in;
  }

  Map<Integer, Object> struct() throws IOException {
    return struct(0);
  }

  private Map<Integer, Object> struct(int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("not a Thrift answer: nested too deep");
    }
    Map<Integer, Object> fields = new HashMap<>();
    for (int type = in.readByte(); type != 0; type = in.readByte()) {
      int id = in.readShort();
      fields.put(id, value(type, depth));
    }
    return fields;
  }

  private Object value(int type, int depth) throws IOException {
    switch (type) {
      case 2:
      case 3:
        return in.readByte();
      case 4:
        return in.readDouble();
      case 6:
        return in.readShort();
      case 8:
        return in.readInt();
      case 10:
        return in.readLong();
      case 11:
        return bytes();
      case 12:
        return struct(depth + 1);
      case 13:
        return entries(in.readByte(), in.readByte(), depth);
      case 14:
      case 15:
        return elements(in.readByte(), depth);
      default:
        throw new IOException("not a Thrift answer: type " + type);
    }
  }

  private byte[] bytes() throws IOException {
    byte[] bytes = new byte[length()];
    in.readFully(bytes);
    return bytes;
  }

  private List<Object> elements(int type, int depth) throws IOException {
    int count = length();
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      elements.add(value(type, depth + 1));
    }
    return elements;
  }

  private List<Object> entries(int keyType, int valueType, int depth) throws IOException {
    int count = length();
    List<Object> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(value(keyType, depth + 1));
      entries.add(value(valueType, depth + 1));
    }
    return entries;
  }

  private int length() throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("not a Thrift answer: length " + length);
    }
    return length;
  }
}
