package org.openspot.parsers.flow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.openspot.core.error.DataException;

/**
 * The inside of an nfcapd file: blocks that tile it, and records that tile a block.
 *
 * <p>nfdump 1.7.1 believes the counts it finds: with one of them too small, it leaves flows out and
 * ends with status 0 and nothing to say. So the counts and sizes are checked here. The format is
 * that of nfdump's {@code nffile.h}, {@code nffileV2.h}, {@code nfxV3.h} and {@code id.h}:
 *
 * <pre>
 * block:  u32 number of records, u32 size of what follows, u16 type, u16 flags, records
 * record: u16 type, u16 size of the whole record, ...
 * flow record of type 11: u16 type, u16 size, u16 number of elements, 6 bytes, elements
 * element: u16 type, u16 size of the whole element, ...
 * </pre>
 */
final class NfcapdFile {
  private static final int BLOCK_HEADER = 12;

  /** nfdump's buffer for a block, its header included. */
  private static final int MAX_BLOCK = 5 * 1024 * 1024;

  /**
   * In each byte of a compressed block; a record takes several bytes of what real traffic is. LZ4
   * comes to four where all flows are the same. bzip2 could make a file fill the table with
   * thousands of times its size.
   */
  private static final long MOST_RECORDS = 4;

  private static final int BLOCK_OF_1_6 = 2;
  private static final int BLOCK_OF_1_7 = 3;
  private static final int BLOCK_OF_ARRAYS = 4;

  private static final int FLOW_OF_1_6 = 10;
  private static final int FLOW_OF_1_7 = 11;
  private static final int FLOW_1_6_HEADER = 32;
  private static final int FLOW_1_7_HEADER = 12;

  /**
   * What a look at every record gave.
   *
   * @param flows how many flow records there are, before the damage if there is any
   * @param damage what is wrong after those, or null
   * @param known whether those can be read by {@link #flows}, without nfdump
   */
  record Survey(long flows, String damage, boolean known) {}

  /** Takes the flow records of a file. */
  @FunctionalInterface
  interface FlowTaker {
    /**
     * Takes the next one.
     *
     * @param content a data block
     * @param at where in it the record begins
     * @param number of the flow, from 0
     */
    void take(ByteBuffer content, int at, long number);
  }

  /** How many flows were found, and what is wrong after those. */
  private record Inside(long flows, String damage) {}

  private final FileChannel file;
  private final NfcapdHeader header;
  private final ByteBuffer blockHeader =
      ByteBuffer.allocate(BLOCK_HEADER).order(ByteOrder.LITTLE_ENDIAN);
  private ByteBuffer contentBuffer;
  private long records;

  /** A file, with its header read. The channel stays the caller's. */
  NfcapdFile(FileChannel file, NfcapdHeader header) {
    this.file = file;
    this.header = header;
  }

  /**
   * Follows the blocks from the header to the end of the appendix, or of the file.
   *
   * @throws DataException if they do not tile it
   */
  void checkBlocks() throws IOException {
    records = 0;
    long position = header.length();
    for (long block = 0; block < header.blocks(); block++) {
      position = next(position, header.end(), "data block " + block);
      records += Integer.toUnsignedLong(blockHeader.getInt(0));
    }
    if (position != header.end()) {
      throw new DataException(
          header.layout() == 1 && header.blocks() == 0
              ? "an nfcapd file that is not finished: it counts no block, but has data"
              : (header.end() - position) + " bytes after the last data block");
    }
    for (int block = 0; block < header.appendixBlocks(); block++) {
      position = next(position, header.fileLength(), "appendix block " + block);
      records += Integer.toUnsignedLong(blockHeader.getInt(0));
    }
    // nfdump -i leaves its new appendix after the old one: what follows here holds no flow.
  }

  /** Reads the header of the block at a position and returns where the next one begins. */
  private long next(long position, long end, String what) throws IOException {
    blockHeader.clear();
    if (position + BLOCK_HEADER > end) {
      throw new DataException(what + " is cut off at " + position);
    }
    readFully(blockHeader, position);
    long size = Integer.toUnsignedLong(blockHeader.getInt(4));
    if (size == 0 || size > MAX_BLOCK - BLOCK_HEADER || blockHeader.getInt(0) == 0) {
      throw new DataException(what + " at " + position + " has no possible size: " + size);
    }
    if (position + BLOCK_HEADER + size > end) {
      throw new DataException(what + " at " + position + " is cut off");
    }
    long claimed = Integer.toUnsignedLong(blockHeader.getInt(0));
    if (header.compressed() && claimed > MOST_RECORDS * size) {
      throw new DataException(
          what + " claims " + claimed + " records in " + size + " bytes: no traffic is so alike");
    }
    return position + BLOCK_HEADER + size;
  }

  /** The number of records of any kind that all blocks claim; after {@link #checkBlocks}. */
  long claimedRecords() {
    return records;
  }

  /** Looks at every record of a file that is not compressed; after {@link #checkBlocks}. */
  Survey survey() throws IOException {
    NfcapdShape shape = new NfcapdShape();
    ByteBuffer content = content();
    long flows = 0;
    long position = header.length();
    for (long block = 0; block < header.blocks(); block++) {
      long next = next(position, header.end(), "data block " + block);
      int type = u16(blockHeader, 8);
      if (type != BLOCK_OF_1_7 || u16(blockHeader, 10) != 0) {
        shape.lookAway();
      }
      if (type == BLOCK_OF_1_6 || type == BLOCK_OF_1_7) {
        readContent(content, position, next);
        Inside inside = survey(content, type, Integer.toUnsignedLong(blockHeader.getInt(0)), shape);
        flows += inside.flows;
        if (inside.damage != null) {
          String damage = "data block " + block + ": " + inside.damage;
          return new Survey(flows, damage, shape.isKnown());
        }
      } else if (type != BLOCK_OF_ARRAYS) {
        String damage = "data block " + block + " is of unknown type " + type;
        return new Survey(flows, damage, false);
      }
      position = next;
    }
    return new Survey(flows, null, shape.isKnown());
  }

  /**
   * Passes on the first flows of a file that the survey said is known.
   *
   * @param count how many, at most as many as the survey found
   */
  void flows(long count, FlowTaker taker) throws IOException {
    ByteBuffer content = content();
    long taken = 0;
    long position = header.length();
    for (long block = 0; taken < count; block++) {
      long next = next(position, header.end(), "data block " + block);
      readContent(content, position, next);
      for (int at = 0; at < content.limit() && taken < count; at += u16(content, at + 2)) {
        if (u16(content, at) == FLOW_OF_1_7) {
          taker.take(content, at, taken);
          taken++;
        }
      }
      position = next;
    }
  }

  private ByteBuffer content() {
    if (contentBuffer == null) {
      contentBuffer = ByteBuffer.allocate(MAX_BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    }
    return contentBuffer;
  }

  private void readContent(ByteBuffer content, long position, long next) throws IOException {
    content.clear().limit((int) (next - position) - BLOCK_HEADER);
    readFully(content, position + BLOCK_HEADER);
    content.flip();
  }

  private static Inside survey(ByteBuffer content, int blockType, long count, NfcapdShape shape) {
    long flows = 0;
    int at = 0;
    for (long record = 0; record < count; record++) {
      if (at + 4 > content.limit()) {
        return new Inside(flows, "ends before record " + record + " of " + count);
      }
      int type = u16(content, at);
      int size = u16(content, at + 2);
      if (size < 4 || at + size > content.limit()) {
        return new Inside(flows, "record " + record + " has no possible size: " + size);
      }
      if (!fits(content, at, type, size, blockType)) {
        return new Inside(flows, "record " + record + " is not one of type " + type);
      }
      shape.look(content, at, type);
      if (type == FLOW_OF_1_6 || type == FLOW_OF_1_7) {
        flows++;
      }
      at += size;
    }
    return at == content.limit()
        ? new Inside(flows, null)
        : new Inside(flows, (content.limit() - at) + " bytes after the last of its records");
  }

  /**
   * Is a record what its type says, as far as its size can tell? nfdump takes a flow whose type is
   * damaged for some other record, and leaves it out. Flows of releases before 1.6 (types 0, 1, 5
   * and 6) it leaves out too.
   */
  private static boolean fits(ByteBuffer content, int at, int type, int size, int blockType) {
    boolean old = blockType == BLOCK_OF_1_6;
    return switch (type) {
      case 2 -> old && size >= 8 && size % 4 == 0 && size < 1024; // extension map
      case 3, 4 -> old; // histograms
      case 7 -> size == 32; // exporter
      case 8 -> size >= 8 && (size - 8) / 24.0 == content.getInt(at + 4); // its statistics
      case 9 -> old && size == 16; // sampler
      case FLOW_OF_1_6 -> old && size >= FLOW_1_6_HEADER;
      case FLOW_OF_1_7 -> !old && elementsTile(content, at, size);
      case 12, 13, 14 -> !old && isArray(content, at, size); // applications, interfaces, VRFs
      case 15 -> !old && size == 24; // sampler
      default -> false;
    };
  }

  /** An array: after type and size, u16 number of elements, u16 size of each; padded at its end. */
  private static boolean isArray(ByteBuffer content, int at, int size) {
    if (size < 8) {
      return false;
    }
    long filled = 8 + (long) u16(content, at + 4) * u16(content, at + 6);
    return filled > 8 && filled <= size && size < filled + 8;
  }

  private static boolean elementsTile(ByteBuffer content, int start, int size) {
    if (size < FLOW_1_7_HEADER) {
      return false;
    }
    int end = start + size;
    int at = start + FLOW_1_7_HEADER;
    for (int element = u16(content, start + 4); element > 0; element--) {
      if (at + 4 > end || u16(content, at) == 0) {
        return false;
      }
      int length = u16(content, at + 2);
      if (length < 4 || at + length > end) {
        return false;
      }
      at += length;
    }
    return at == end;
  }

  private void readFully(ByteBuffer target, long position) throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int count = file.read(target, at);
      if (count < 0) {
        throw new IOException("the file became shorter while it was read");
      }
      at += count;
    }
  }

  private static int u16(ByteBuffer buffer, int at) {
    return Short.toUnsignedInt(buffer.getShort(at));
  }
}
