package org.openspot.parsers.generate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.openspot.core.error.RetriableException;

/**
 * Writes a proxy's logs of made-up requests.
 *
 * <p>A file appears in the directory whole, by rename, as {@code proxy_YYYYMMDDhhmmss.log} of its
 * first request, or of a later second where that name is taken. The files hold the requests in
 * their order.
 */
public final class ProxyGenerator {
  private final ProxyGeneratorSettings settings;
  private final Iterator<GeneratedRequest> traffic;
  private final StringBuilder line = new StringBuilder();

  private ProxyGenerator(ProxyGeneratorSettings settings, Iterator<GeneratedRequest> traffic) {
    this.settings = settings;
    this.traffic = traffic;
  }

  /** Writes the files with what {@link WebTraffic} gives for the same settings. */
  public static List<GeneratedFile> generate(ProxyGeneratorSettings settings) {
    return generate(settings, new WebTraffic(settings.traffic()));
  }

  /**
   * Writes the files, and returns when they are all there.
   *
   * @param traffic as many requests as the settings say
   * @return the files in the order of their requests
   * @throws RetriableException if a file cannot be written, or the thread is interrupted
   */
  public static List<GeneratedFile> generate(
      ProxyGeneratorSettings settings, Iterator<GeneratedRequest> traffic) {
    try {
      return new ProxyGenerator(settings, traffic).run();
    } catch (IOException e) {
      throw new RetriableException("cannot generate into " + settings.directory(), e);
    }
  }

  private List<GeneratedFile> run() throws IOException {
    Path directory = Files.createDirectories(settings.directory()).toAbsolutePath();
    List<GeneratedFile> files = new ArrayList<>();
    long written = 0;
    for (int file = 1; file <= settings.files(); file++) {
      long until = settings.traffic().flows() * file / settings.files();
      files.add(writeFile(directory, until - written));
      written = until;
    }
    return files;
  }

  private GeneratedFile writeFile(Path directory, long requests) throws IOException {
    // In the same file system, for the rename; with a dot, since whoever watches skips those.
    Path work = Files.createTempFile(directory, ".generating-", ".log");
    try {
      Instant first = write(work, requests);
      Path target = CaptureNames.free(directory, "proxy_", first, ".log");
      Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
      return new GeneratedFile(target, requests);
    } finally {
      Files.deleteIfExists(work);
    }
  }

  private Instant write(Path file, long requests) throws IOException {
    Instant first = settings.traffic().start();
    Pace pace = new Pace(settings.rate());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      for (long written = 0; written < requests; written++) {
        pace.awaitTurn(written);
        GeneratedRequest request = traffic.next();
        line.setLength(0);
        if (written == 0) {
          first = Instant.ofEpochMilli(request.timeMillis());
          line.append(settings.format().header(first));
        }
        settings.format().append(line, request);
        out.write(line.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    return first;
  }
}
