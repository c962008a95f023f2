package org.openspot.parsers.flow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.time.Instant;
import org.openspot.core.error.DataException;

/**
 * The beginning of an nfcapd file.
 *
 * <p>The format is nfdump's, {@code nffile.h} (layout 1, releases 1.6) and {@code nffileV2.h}
 * (layout 2, releases 1.7). Numbers are in the byte order of the machine that wrote the file, which
 * has to be little-endian here as it has to be for nfdump.
 *
 * <pre>
 * layout 1 (276 bytes)                      layout 2 (40 bytes)
 *   0 u16 magic 0xA50C                        0 u16 magic 0xA50C
 *   2 u16 layout version, 1                   2 u16 layout version, 2
 *   4 u32 flags: 1 LZO, 8 BZ2, 16 LZ4         4 u32 version of nfdump
 *   8 u32 number of data blocks               8 i64 time of creation, seconds
 *  12 char[128] name of the source           16 u8 compression: 0 no, 1 LZO, 2 BZ2, 3 LZ4
 * 140 15 u64 of statistics                   17 u8 encryption: 0 no
 * 260 u32 first seen, seconds                18 u16 number of appendix blocks
 * 264 u32 last seen, seconds                 20 u32 unused
 * 268 u16, u16 their milliseconds            24 i64 position of the appendix
 * 272 u32 sequence failures                  32 u32 size of a block
 *                                            36 u32 number of data blocks
 * </pre>
 *
 * @param layout 1 or 2
 * @param compressed true if the content of blocks is
 * @param length where the first data block begins
 * @param blocks the number of data blocks
 * @param end where data blocks end: the appendix, or the end of the file
 * @param appendixBlocks the number of blocks after that
 * @param fileLength the length of the whole file
 * @param begun when the capture began, as far as the header says, else {@link Instant#EPOCH}
 */
record NfcapdHeader(
    int layout,
    boolean compressed,
    int length,
    long blocks,
    long end,
    int appendixBlocks,
    long fileLength,
    Instant begun) {
  private static final int MAGIC = 0xA50C;
  private static final int MAGIC_OF_OTHER_BYTE_ORDER = 0x0CA5;
  private static final int V1_LENGTH = 276;
  private static final int V2_LENGTH = 40;
  private static final int V1_COMPRESSION_FLAGS = 1 | 8 | 16;
  private static final int V2_LZ4 = 3;

  /**
   * Reads the beginning of a file.
   *
   * @throws DataException if it is not an nfcapd file that was closed
   */
  static NfcapdHeader read(FileChannel file) throws IOException {
    long fileLength = file.size();
    if (fileLength == 0) {
      throw new DataException("the file is empty");
    }
    ByteBuffer header = ByteBuffer.allocate(V1_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    while (header.hasRemaining() && file.read(header, header.position()) >= 0) {
      // until it is full or the file ends
    }
    header.flip();
    if (header.limit() < V2_LENGTH) {
      throw new DataException("not an nfcapd file: only " + fileLength + " bytes long");
    }
    int magic = u16(header, 0);
    if (magic == MAGIC_OF_OTHER_BYTE_ORDER) {
      throw new DataException("an nfcapd file of a big-endian machine, which nfdump cannot read");
    }
    if (magic != MAGIC) {
      throw new DataException(
          String.format("not an nfcapd file: begins with 0x%04X, not 0x%04X", magic, MAGIC));
    }
    int layout = u16(header, 2);
    return switch (layout) {
      case 1 -> layout1(header, fileLength);
      case 2 -> layout2(header, fileLength);
      default -> throw new DataException("an nfcapd file of unknown layout " + layout);
    };
  }

  private static NfcapdHeader layout1(ByteBuffer header, long fileLength) {
    if (header.limit() < V1_LENGTH) {
      throw new DataException("an nfcapd file cut off within its header");
    }
    return new NfcapdHeader(
        1,
        (header.getInt(4) & V1_COMPRESSION_FLAGS) != 0,
        V1_LENGTH,
        u32(header, 8),
        fileLength,
        0,
        fileLength,
        Instant.ofEpochSecond(u32(header, 260)));
  }

  private static NfcapdHeader layout2(ByteBuffer header, long fileLength) {
    int compression = header.get(16) & 0xff;
    if (compression > V2_LZ4) {
      throw new DataException("an nfcapd file of unknown compression " + compression);
    }
    if (header.get(17) != 0) {
      throw new DataException("an encrypted nfcapd file, which nfdump cannot read");
    }
    int appendixBlocks = u16(header, 18);
    long end = header.getLong(24);
    if (appendixBlocks == 0) {
      throw new DataException("an nfcapd file that is not finished: it has no appendix yet");
    }
    if (end < V2_LENGTH || end >= fileLength) {
      throw new DataException("an nfcapd file cut off before its appendix at " + end);
    }
    long created = header.getLong(8);
    return new NfcapdHeader(
        2,
        compression != 0,
        V2_LENGTH,
        u32(header, 36),
        end,
        appendixBlocks,
        fileLength,
        created < 0 || created > FlowTime.LAST_SECOND
            ? Instant.EPOCH
            : Instant.ofEpochSecond(created));
  }

  private static int u16(ByteBuffer buffer, int at) {
    return Short.toUnsignedInt(buffer.getShort(at));
  }

  private static long u32(ByteBuffer buffer, int at) {
    return Integer.toUnsignedLong(buffer.getInt(at));
  }
}
