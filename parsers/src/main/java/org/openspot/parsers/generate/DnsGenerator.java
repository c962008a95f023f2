package org.openspot.parsers.generate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.openspot.core.error.RetriableException;

/**
 * Makes captures of an office's DNS traffic: queries and responses, as pcap files.
 *
 * <p>A file appears in the directory whole, by rename, as {@code dns_YYYYMMDDhhmmss.pcap} of its
 * first packet; a later second where that name is taken. What {@link OfficeNames} gives for the
 * same settings is what the files hold; a query and its response are in the same file. Packets are
 * in the order of their times.
 */
public final class DnsGenerator {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int MAGIC = 0xa1b2c3d4;
  private static final int SNAPSHOT_LENGTH = 262_144;
  private static final int ETHERNET = 1;
  private static final long RATE_STEP = 64;

  /** A packet that is still to be written. */
  private record Pending(long micros, long order, GeneratedDns dns, boolean response) {}

  private final DnsGeneratorSettings settings;
  private final Iterator<GeneratedDns> names;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(
          Comparator.comparingLong(Pending::micros).thenComparingLong(Pending::order));
  private long asked;
  private long written;
  private final Pace pace;

  private DnsGenerator(DnsGeneratorSettings settings, Iterator<GeneratedDns> names) {
    this.settings = settings;
    this.names = names;
    this.pace = new Pace(settings.rate());
  }

  /**
   * Writes the files, and returns when they are all there.
   *
   * @return the files in the order of their packets, with the number of their responses
   * @throws RetriableException if a file cannot be written
   */
  public static List<GeneratedFile> generate(DnsGeneratorSettings settings) {
    return generate(settings, new OfficeNames(settings.traffic()));
  }

  /**
   * Writes other names, as many as the settings say; otherwise as {@link
   * #generate(DnsGeneratorSettings)}.
   */
  public static List<GeneratedFile> generate(
      DnsGeneratorSettings settings, Iterator<GeneratedDns> names) {
    try {
      return new DnsGenerator(settings, names).run();
    } catch (IOException e) {
      throw new RetriableException("cannot generate into " + settings.directory(), e);
    }
  }

  private List<GeneratedFile> run() throws IOException {
    Path directory = Files.createDirectories(settings.directory()).toAbsolutePath();
    List<GeneratedFile> files = new ArrayList<>();
    long done = 0;
    for (int file = 1; file <= settings.files(); file++) {
      long until = settings.traffic().flows() * file / settings.files();
      files.add(writeFile(directory, until - done));
      done = until;
    }
    return files;
  }

  private GeneratedFile writeFile(Path directory, long responses) throws IOException {
    // In the same directory, for the rename; with a dot, since whoever watches skips those.
    Path temporary = directory.resolve(".generating-" + ProcessHandle.current().pid() + ".pcap");
    try {
      Instant first = settings.traffic().start();
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
        buffer.clear();
        buffer.putInt(MAGIC).putShort((short) 2).putShort((short) 4).putLong(0);
        buffer.putInt(SNAPSHOT_LENGTH).putInt(ETHERNET);
        for (long i = 0; i < responses; i++) {
          GeneratedDns dns = names.next();
          if (i == 0) {
            first = Instant.ofEpochMilli(dns.millis());
          }
          long micros = dns.millis() * 1000;
          drain(micros, channel);
          pending.add(new Pending(micros, asked * 2, dns, false));
          pending.add(new Pending(micros + dns.delayMicros(), asked * 2 + 1, dns, true));
          asked++;
        }
        drain(Long.MAX_VALUE, channel);
        flush(channel);
      }
      Path target = CaptureNames.free(directory, "dns_", first, ".pcap");
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      return new GeneratedFile(target, responses);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Writes every packet that is due before a time. */
  private void drain(long before, FileChannel channel) throws IOException {
    while (!pending.isEmpty() && pending.peek().micros() < before) {
      Pending packet = pending.poll();
      if (buffer.remaining() < 16 + PacketWriter.maxBytes()) {
        flush(channel);
      }
      int header = buffer.position();
      buffer.position(header + 16);
      PacketWriter.write(packet.dns(), packet.response(), buffer);
      int length = buffer.position() - header - 16;
      buffer.putInt(header, (int) (packet.micros() / 1_000_000));
      buffer.putInt(header + 4, (int) (packet.micros() % 1_000_000));
      buffer.putInt(header + 8, length);
      buffer.putInt(header + 12, length);
      if (++written % RATE_STEP == 0) {
        pace.awaitTurn(written);
      }
    }
  }

  private void flush(FileChannel channel) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }
}
