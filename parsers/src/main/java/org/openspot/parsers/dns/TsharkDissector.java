package org.openspot.parsers.dns;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.parsers.Dissector;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.process.Complaints;
import org.openspot.parsers.process.ScratchDirectory;
import org.openspot.parsers.process.Tool;
import org.openspot.parsers.process.ToolLimits;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dissects captures with tshark 4; one of more packets than the pipeline's limit is cut by editcap
 * first. DNS is taken from UDP and TCP port 53, multicast DNS and LLMNR from theirs, as in Spot; of
 * all of them, responses become rows.
 *
 * <p><b>Records.</b> A packet has as many records as there are DNS messages in it, and one if there
 * is none: several messages may share a TCP segment, and a message that spans segments is in the
 * last of them. A response is a row; a query, and a packet without a message, is passed over; what
 * tshark calls malformed, a response that does not say what was asked, and a packet whose values
 * cannot be told apart is a reject, with the line that tshark printed.
 *
 * <p><b>Columns.</b> Name, type and class are those of the first question, so that a response
 * without answers keeps them; of a message without questions, as multicast DNS and zone transfers
 * have them, those of its first answer. Addresses are those of the innermost IP packet. DNS that an
 * ICMP error quotes is nobody's response and not looked at. {@code dns_a} has the answers of the
 * answer section, see {@link AnswerText}: addresses, the names in CNAME, DNAME, NS, PTR, MX, SRV,
 * SOA (the primary server), SVCB and HTTPS records, the text of TXT, the bytes of NULL in hex, and
 * {@code TYPE46} for a record of another type, or without data. Names are as tshark shows them:
 * control characters and bytes that are not UTF-8 are escaped or replaced.
 *
 * <p><b>What can go wrong.</b> How many packets there are is counted here ({@link CaptureFile}),
 * and tshark has to print a line for each. Where a capture is cut between packets, a TCP message
 * over both sides is lost to view, which is why the limit should not be small. A packet shortened
 * by the sensor's snapshot length is a row as far as it goes, if its question is there.
 *
 * <p>Both tools get the capture as their standard input and never see its name.
 */
public final class TsharkDissector implements Dissector {
  private static final Logger LOG = LoggerFactory.getLogger(TsharkDissector.class);

  private static final Pattern HARMLESS =
      Pattern.compile("Running as user \".*\" and group \".*\"\\. This could be dangerous\\.");

  /**
   * What output depends on, said here rather than left to a default. Checksums are not checked: a
   * sensor that sees its own packets before the network card does sees wrong ones. Segments are not
   * put in order: for one that the sensor missed, tshark would hold back all that follow.
   */
  private static final List<String> PREFERENCES =
      List.of(
          "dns.desegment_dns_messages:TRUE",
          "tcp.desegment_tcp_streams:TRUE",
          "tcp.reassemble_out_of_order:FALSE",
          "tcp.analyze_sequence_numbers:TRUE",
          "tcp.check_checksum:FALSE",
          "udp.check_checksum:FALSE",
          "ip.check_checksum:FALSE",
          "ip.defragment:TRUE",
          "ipv6.defragment:TRUE",
          "ip.use_geoip:FALSE",
          "ipv6.use_geoip:FALSE");

  private static final String STANDARD_INPUT = "-";

  private static final Map<String, String> HOMELESS =
      Map.of(
          "HOME", ".",
          "WIRESHARK_CONFIG_DIR", ".",
          "WIRESHARK_DATA_DIR", ".",
          "WIRESHARK_PLUGIN_DIR", ".");

  /** How editcap repeats which packets it was told to take. */
  private static final String SELECTION = "Add_Selected";

  /** What wireshark's tools say where a file system is full, or the user's part of it. */
  private static final Pattern DISK_IS_FULL = Pattern.compile("space left|disk quota");

  /** What a packet of a piece has beside its bytes, and what a piece has beside its packets. */
  private static final long BYTES_OF_A_PACKET = 64;

  private static final long BYTES_OF_A_PIECE = 1 << 20;

  private final TableSpec table;
  private final DissectorSettings settings;

  TsharkDissector(TableSpec table, DissectorSettings settings) {
    this.table = table;
    this.settings = settings;
  }

  @Override
  public Instant inspect(String name, Path file) {
    try {
      Instant begun = CaptureFile.begun(file);
      return CaptureName.time(name).orElse(begun);
    } catch (IOException e) {
      throw new RetriableException("cannot read " + file, e);
    }
  }

  @Override
  public void dissect(Path file, RowSink sink) {
    Tool tshark = Tool.locate(settings.tools().tshark());
    try (ScratchDirectory scratch = ScratchDirectory.make(settings.scratch(), "dns-")) {
      CaptureFile.Survey survey = CaptureFile.survey(file);
      // An empty home: nobody's preferences, plugins and Lua scripts, be they the user's or the
      // machine's. It is where the tool works, since its user cannot look into what is above.
      Tool lonely = tshark.with(HOMELESS).in(scratch.readable("home"));
      Path named = scratch.named(file);
      if (survey.packets() <= settings.options().packetLimit()) {
        dissect(lonely.reading(named), file, survey, 0, sink);
      } else {
        dissect(lonely, split(named, survey, scratch), survey, sink);
      }
    } catch (IOException e) {
      throw new RetriableException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private List<Path> split(Path file, CaptureFile.Survey survey, ScratchDirectory scratch)
      throws IOException {
    Tool editcap = Tool.locate(settings.tools().editcap());
    ToolLimits limits = settings.limits();
    Path pieces = scratch.writable("pieces", limits.user());
    int packets = settings.options().packetLimit();
    long bytes =
        survey.bytes()
            + survey.packets() * BYTES_OF_A_PACKET
            + (survey.packets() / packets + 1) * BYTES_OF_A_PIECE;
    checkRoom(Files.getFileStore(pieces), bytes);
    List<String> arguments =
        List.of(
            "-F",
            "pcapng",
            "-c",
            Integer.toString(packets),
            "-r",
            STANDARD_INPUT,
            "piece.pcapng",
            "1-" + survey.packets()); // and none that was not counted
    try {
      editcap
          .with(HOMELESS)
          .in(pieces)
          .reading(file)
          .run(
              limits.writing(bytes),
              arguments,
              output -> output.transferTo(OutputStream.nullOutputStream()),
              line -> line.startsWith(SELECTION));
    } catch (DataException e) {
      if (isFull(e.getMessage())) {
        throw new RetriableException(
            "no room to cut a capture into pieces in " + settings.scratch() + ": make some", e);
      }
      if (survey.damage() == null) {
        throw e;
      } // otherwise it was to be expected: what precedes the damage is there
    }
    return scratch.files(pieces);
  }

  private static boolean isFull(String complaint) {
    return DISK_IS_FULL.matcher(complaint.toLowerCase(Locale.ROOT)).find();
  }

  /** Waits for room, but not for more than there can ever be: one file would stop all others. */
  private void checkRoom(FileStore store, long bytes) throws IOException {
    if (bytes > store.getTotalSpace()) {
      throw new DataException(
          "the pieces of the capture need "
              + bytes
              + " bytes, and the file system of "
              + settings.scratch()
              + " has no more than "
              + store.getTotalSpace()
              + " in all");
    }
    if (bytes > store.getUsableSpace()) {
      throw new RetriableException(
          "no room to cut a capture into pieces: that needs "
              + bytes
              + " bytes in "
              + settings.scratch()
              + ", which has "
              + store.getUsableSpace()
              + " left");
    }
  }

  private void dissect(Tool tshark, List<Path> pieces, CaptureFile.Survey survey, RowSink sink)
      throws IOException {
    long packets = 0;
    long record = 0;
    for (Path piece : pieces) {
      long left = Math.min(survey.packets() - packets, settings.options().packetLimit());
      CaptureFile.Survey part = new CaptureFile.Survey(left, 0, null);
      record = dissect(tshark.reading(piece), piece, part, record, sink);
      packets += left;
      Files.delete(piece);
    }
    if (packets != survey.packets()) {
      throw new DataException("editcap wrote " + packets + " of " + survey.packets() + " packets");
    }
    if (survey.damage() != null) {
      throw new DataException(survey.damage());
    }
  }

  /** Dissects one file, and returns the number of the first record after it. */
  private long dissect(
      Tool tshark, Path file, CaptureFile.Survey survey, long firstRecord, RowSink sink) {
    TsharkReader reader =
        new TsharkReader(
            table,
            sink,
            firstRecord,
            survey.packets(),
            survey.damage() == null
                ? "tshark printed more than the " + survey.packets() + " packets there are"
                : survey.damage());
    Complaints complaints =
        tshark.run(
            settings.limits(), arguments(), reader, line -> HARMLESS.matcher(line).matches());
    if (survey.damage() != null) {
      throw new DataException(survey.damage());
    }
    if (reader.isCut()) {
      throw new DataException("tshark's output ends within a line");
    }
    if (reader.packets() != survey.packets()) {
      throw new DataException(
          "tshark printed " + reader.packets() + " of " + survey.packets() + " packets");
    }
    if (!complaints.isEmpty()) { // about a packet, which it calls malformed then
      LOG.info("tshark complained about {}: {}", file.getFileName(), complaints.firstLine());
    }
    return reader.nextRecord();
  }

  private static List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("-n", "-r", STANDARD_INPUT));
    for (String preference : PREFERENCES) {
      arguments.add("-o");
      arguments.add(preference);
    }
    for (String quoting : List.of("icmp", "icmpv6")) {
      arguments.add("--disable-protocol");
      arguments.add(quoting);
    }
    arguments.addAll(TsharkField.options());
    return arguments;
  }
}
