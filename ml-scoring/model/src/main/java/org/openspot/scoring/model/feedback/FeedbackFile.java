package org.openspot.scoring.model.feedback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openspot.core.error.DataException;

/**
 * Feedback files: UTF-8, TAB between fields, one header line, which may recur. A file whose header
 * is the one written here has its values escaped: {@code \t}, {@code \n}, {@code \r}, {@code \\},
 * and {@code \N} for no value. In any other file, such as one of Spot, a backslash is a backslash
 * and {@code null} is no value.
 */
public final class FeedbackFile<R> {
  private static final Pattern TAB = Pattern.compile("\t", Pattern.LITERAL);
  private static final String SPOT_NULL = "null";

  private final FeedbackFormat<R> format;

  public FeedbackFile(FeedbackFormat<R> format) {
    this.format = format;
  }

  /** The header of the files written here. */
  public String header() {
    return String.join("\t", format.columns());
  }

  /**
   * Reads a file to its end; a line that cannot be read is a problem and is left out.
   *
   * @param file what to call it in problems
   */
  public Feedback<R> read(String file, InputStream in) throws IOException {
    // A character for each byte: which line is not UTF-8 is found line by line.
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, ISO_8859_1));
    List<Mark<R>> marks = new ArrayList<>();
    List<Feedback.Problem> problems = new ArrayList<>();
    String header = lines.readLine();
    boolean escaped = header().equals(header);
    long number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.equals(header) || line.isEmpty()) {
        continue;
      }
      try {
        marks.add(format.parse(fields(utf8(line), escaped)));
      } catch (DataException e) {
        problems.add(new Feedback.Problem(file, number, e.getMessage()));
      }
    }
    return new Feedback<>(marks, problems);
  }

  private static String utf8(String bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1))).toString();
    } catch (CharacterCodingException e) {
      throw new DataException("it is not UTF-8: save the file as UTF-8", e);
    }
  }

  private Fields fields(String line, boolean escaped) {
    List<String> fields =
        Arrays.stream(TAB.split(line, -1))
            .map(
                field -> escaped ? Escapes.unescape(field) : field.equals(SPOT_NULL) ? null : field)
            .collect(Collectors.toCollection(ArrayList::new));
    if (fields.size() < format.requiredColumns()) {
      throw new DataException(
          "it has "
              + fields.size()
              + " fields with a TAB between them, not "
              + format.requiredColumns()
              + " or more");
    }
    return new Fields(fields, format.columns());
  }

  /** Writes the header. */
  public void writeHeader(Appendable out) throws IOException {
    out.append(header()).append('\n');
  }

  /** Writes one mark as a line. */
  public void write(Mark<R> mark, Appendable out) throws IOException {
    String separator = "";
    for (String field : format.print(mark)) {
      out.append(separator).append(Escapes.escape(field));
      separator = "\t";
    }
    out.append('\n');
  }

  /** Writes a whole file. */
  public void writeAll(Iterable<Mark<R>> marks, Writer out) throws IOException {
    writeHeader(out);
    for (Mark<R> mark : marks) {
      write(mark, out);
    }
  }
}
