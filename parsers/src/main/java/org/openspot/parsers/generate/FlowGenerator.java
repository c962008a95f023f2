package org.openspot.parsers.generate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.RetriableException;
import org.openspot.parsers.process.Complaints;
import org.openspot.parsers.process.Tool;
import org.openspot.parsers.process.ToolLimits;

/**
 * Makes nfcapd files the way a network does: made-up flows are exported as NetFlow over loopback to
 * a real nfcapd, one run of it for each file.
 *
 * <p>A file appears in the directory whole, by rename, as {@code nfcapd.YYYYMMDDhhmm} of its first
 * flow; with seconds where that name is taken. Its flows have the times of the settings; they are
 * received when they are made. What {@link OfficeTraffic} gives for the same settings is what the
 * files hold, in that order.
 */
public final class FlowGenerator {
  private static final DateTimeFormatter MINUTE = format("yyyyMMddHHmm");
  private static final DateTimeFormatter SECOND = format("yyyyMMddHHmmss");
  private static final Pattern FLOWS = Pattern.compile("(?m)^Flows: ([0-9]+)$");
  private static final ToolLimits LIMITS = new ToolLimits(Duration.ofMinutes(10), 2L << 30);
  private static final long DATAGRAM_SPAN_MILLIS = 3_600_000;
  private static final int DATAGRAM_BYTES = 1500;

  private final GeneratorSettings settings;
  private final Iterator<GeneratedFlow> traffic;
  private final ExportFormat format;
  private final ByteBuffer datagram = ByteBuffer.allocateDirect(DATAGRAM_BYTES);
  private GeneratedFlow pending;

  private FlowGenerator(GeneratorSettings settings, Iterator<GeneratedFlow> traffic) {
    this.settings = settings;
    this.traffic = traffic;
    this.format = ExportFormat.ofVersion(settings.version());
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
  }

  /**
   * Writes the files, and returns when they are all there.
   *
   * @return the files in the order of their flows; each was verified to hold all of them
   * @throws ConfigException if there is no nfcapd or nfdump
   * @throws RetriableException if a file does not hold what was sent, or cannot be written
   */
  public static List<GeneratedFile> generate(GeneratorSettings settings) {
    return generate(settings, new OfficeTraffic(settings.traffic()));
  }

  /**
   * Writes other traffic, as many flows as the settings say; otherwise as {@link
   * #generate(GeneratorSettings)}.
   */
  public static List<GeneratedFile> generate(
      GeneratorSettings settings, Iterator<GeneratedFlow> traffic) {
    try {
      return new FlowGenerator(settings, traffic).run();
    } catch (IOException e) {
      throw new RetriableException("cannot generate into " + settings.directory(), e);
    }
  }

  private List<GeneratedFile> run() throws IOException {
    Tool nfcapd = Tool.locate(settings.nfcapd());
    Tool nfdump = Tool.locate("nfdump");
    Path directory = Files.createDirectories(settings.directory()).toAbsolutePath();
    // In the same file system, for the rename; with a dot, since whoever watches skips those.
    Path work = Files.createTempDirectory(directory, ".generating-");
    List<GeneratedFile> files = new ArrayList<>();
    try {
      long sent = 0;
      for (int file = 1; file <= settings.files(); file++) {
        long until = settings.traffic().flows() * file / settings.files();
        files.add(writeFile(nfcapd, nfdump, work, until - sent));
        sent = until;
      }
      return files;
    } finally {
      delete(work);
    }
  }

  private GeneratedFile writeFile(Tool nfcapd, Tool nfdump, Path work, long flows)
      throws IOException {
    Instant first = settings.traffic().start();
    if (flows > 0) {
      pending = traffic.next();
      first = Instant.ofEpochMilli(pending.startMillis());
    }
    try (NfcapdProcess process = NfcapdProcess.start(nfcapd, work)) {
      export(process, flows);
      process.finish();
    }
    Path written = onlyFile(work);
    verify(nfdump, written, flows);
    Path target = freeName(first);
    Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    return new GeneratedFile(target, flows);
  }

  private void export(NfcapdProcess process, long flows) throws IOException {
    Pace pace = new Pace(settings.rate());
    long sent = 0;
    long datagrams = 0;
    List<GeneratedFlow> batch = new ArrayList<>();
    while (sent < flows) {
      batch.clear();
      batch.add(pending);
      pending = null;
      while (batch.size() < format.capacity() && sent + batch.size() < flows) {
        GeneratedFlow flow = traffic.next();
        if (flow.startMillis() - batch.get(0).startMillis() > DATAGRAM_SPAN_MILLIS) {
          pending = flow;
          break;
        }
        batch.add(flow);
      }
      datagram.clear();
      format.write(batch, sent, datagrams++, datagram);
      process.send(datagram.flip());
      sent += batch.size();
      if (pending == null && sent < flows) {
        pending = traffic.next();
      }
      pace.awaitTurn(sent);
    }
  }

  private static Path onlyFile(Path work) throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().matches("nfcapd\\.[0-9]+")).toList();
      if (found.size() != 1) {
        throw new RetriableException("nfcapd wrote " + found.size() + " files instead of one");
      }
      return found.get(0);
    }
  }

  private static void verify(Tool nfdump, Path file, long flows) {
    StringBuilder report = new StringBuilder();
    nfdump.run(
        LIMITS,
        List.of("-C", "none", "-I", "-r", file.toString()),
        output -> report.append(new String(output.readAllBytes(), StandardCharsets.UTF_8)),
        Complaints.NOTHING_IS_HARMLESS);
    Matcher match = FLOWS.matcher(report);
    String found = match.find() ? match.group(1) : "no";
    if (!found.equals(Long.toString(flows))) {
      throw new RetriableException(flows + " flows were sent, but nfcapd wrote " + found);
    }
  }

  private Path freeName(Instant first) {
    Path directory = settings.directory().toAbsolutePath();
    Path path = directory.resolve("nfcapd." + MINUTE.format(first));
    for (Instant time = first; Files.exists(path); time = time.plusSeconds(1)) {
      path = directory.resolve("nfcapd." + SECOND.format(time));
    }
    return path;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
