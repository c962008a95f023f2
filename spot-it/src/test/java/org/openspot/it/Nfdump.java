package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** What nfdump says about capture files: the truth that tables are compared with. */
final class Nfdump {
  private static final DateTimeFormatter PRINTED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final String FIELDS =
      "%tr|%ts|%te|%sa|%da|%sp|%dp|%flg|%fwd|%stos|%ipkt|%ibyt|%opkt|%obyt|%in|%out|%sas|%das"
          + "|%dtos|%dir|%ra";

  private Nfdump() {}

  /** The rows that the flow table must have of these files, each file once. */
  static Rows rows(Collection<Path> files) {
    return Rows.all(files.stream().map(Nfdump::rows).toList());
  }

  /** The rows that the flow table must have of a file. */
  static Rows rows(Path file) {
    Rows rows = new Rows();
    each(file, rows::add);
    return rows;
  }

  /** Hands on the row of every flow of a file, in their order. */
  static void each(Path file, Consumer<String> to) {
    // Names of protocols are printed only where numbers are not plain.
    List<String> protocols = new ArrayList<>();
    print(file, false, "%pr", fields -> protocols.add(fields[0]));
    Iterator<String> protocol = protocols.iterator();
    print(file, true, FIELDS, fields -> to.accept(row(fields, protocol.next())));
    assertThat(protocol.hasNext()).as("more protocols than flows in " + file).isFalse();
  }

  /** The rows of the first flows of a file. */
  static Rows first(int flows, Path file) {
    List<String> all = new ArrayList<>();
    each(file, all::add);
    Rows rows = new Rows();
    all.subList(0, flows).forEach(rows::add);
    return rows;
  }

  private static String row(String[] of, String protocol) {
    LocalDateTime received = LocalDateTime.parse(of[0], PRINTED);
    LocalDateTime start = LocalDateTime.parse(of[1], PRINTED);
    LocalDateTime end = LocalDateTime.parse(of[2], PRINTED);
    LocalDateTime time = received.getYear() == 1970 ? end : received;
    String date =
        String.join(
            "|",
            Integer.toString(time.getYear()),
            Integer.toString(time.getMonthValue()),
            Integer.toString(time.getDayOfMonth()),
            Integer.toString(time.getHour()));
    return String.join(
        "|",
        time.format(SECOND),
        Long.toString(time.toEpochSecond(ZoneOffset.UTC)),
        date,
        Integer.toString(time.getMinute()),
        Integer.toString(time.getSecond()),
        Long.toString(Duration.between(start, end).toMillis()),
        of[3],
        of[4],
        of[5],
        destinationPort(of[6]),
        protocol,
        String.join("|", List.of(of).subList(7, 19)),
        of[19].equals("I") ? "0" : "1",
        of[20],
        date);
  }

  /** Type and code of ICMP are {@code type.code} to nfdump, one number to the table. */
  private static String destinationPort(String printed) {
    String[] parts = printed.split("\\.", -1);
    return parts.length == 1
        ? printed
        : Integer.toString(Integer.parseInt(parts[0]) * 256 + Integer.parseInt(parts[1]));
  }

  /** Hands on the fields of every flow of a file. */
  private static void print(Path file, boolean plainNumbers, String fields, Consumer<String[]> to) {
    List<String> command =
        new ArrayList<>(
            List.of("nfdump", "-C", "none", "-G", "none", "-q", "-6", "-r", file.toString()));
    if (plainNumbers) {
      command.add("-N");
    }
    // A mark of its own, for nfdump prints notices among the flows.
    command.addAll(List.of("-o", "fmt:flow|" + fields + "|"));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("TZ", "UTC");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(builder.start().getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("flow|")) {
          to.accept(line.substring("flow|".length()).strip().split("\\s*\\|\\s*", 0));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
