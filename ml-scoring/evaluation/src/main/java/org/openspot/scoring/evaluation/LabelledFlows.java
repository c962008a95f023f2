package org.openspot.scoring.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.openspot.core.error.DataException;
import org.openspot.core.error.FileTrouble;
import org.openspot.core.error.RetriableException;
import org.openspot.scoring.evaluation.LabelledFile.BadLine;
import org.openspot.scoring.model.record.FlowRecord;

/**
 * Reads flows that others have labelled, to evaluate with and not to ingest: Zeek's {@code
 * conn.log} with a column {@code label}, and Argus' binetflow. A connection is one flow, that of
 * its originator, received at its end.
 */
public final class LabelledFlows {
  private LabelledFlows() {}

  /** One line's fields as a record; empty if the line is no IP flow. */
  interface Layout {
    /**
     * The flow and its label, which is null if there is none.
     *
     * @throws IllegalArgumentException or DateTimeException if the line cannot be read
     */
    Optional<LabelledLine> flow(List<String> fields);
  }

  /** A flow and the label as the file has it; null for none. */
  record LabelledLine(FlowRecord flow, String anomaly) {}

  /**
   * Reads a file of either kind, by what its first lines say.
   *
   * @throws DataException if it is neither
   * @throws RetriableException if it cannot be read
   */
  public static LabelledFile<FlowRecord> read(Path file) {
    // What is no UTF-8 costs a letter, not the file.
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder))) {
      return read(file, lines);
    } catch (IOException e) {
      throw new RetriableException("cannot read " + file + ": " + FileTrouble.reason(e), e);
    }
  }

  private static LabelledFile<FlowRecord> read(Path file, BufferedReader lines) throws IOException {
    List<Labelled<FlowRecord>> records = new ArrayList<>();
    List<BadLine> bad = new ArrayList<>();
    long passedOver = 0;
    long unlabelled = 0;
    Layout layout = null;
    String separator = "\t";
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank() || (line.startsWith("#") && !line.startsWith("#fields"))) {
        continue;
      }
      if (line.startsWith("#fields")) {
        List<String> columns = split(line, "\t");
        layout = layout(file, () -> new ZeekConn(columns.subList(1, columns.size())));
        continue;
      }
      if (line.startsWith("StartTime")) {
        separator = line.indexOf('\t') >= 0 ? "\t" : ",";
        List<String> columns = split(line, separator);
        layout = layout(file, () -> new Binetflow(columns));
        continue;
      }
      if (layout == null) {
        throw new DataException(
            file + " is neither a Zeek conn.log nor a binetflow: it has no header of either");
      }
      try {
        Optional<LabelledLine> flow = layout.flow(split(line, separator));
        if (flow.isEmpty()) {
          passedOver++;
        } else if (flow.get().anomaly() == null) {
          unlabelled++;
        } else {
          records.add(new Labelled<>(flow.get().flow(), flow.get().anomaly()));
        }
      } catch (IllegalArgumentException | DateTimeException e) {
        bad.add(new BadLine(number, e.getMessage()));
      }
    }
    return new LabelledFile<>(records, passedOver, unlabelled, bad);
  }

  private static Layout layout(Path file, Supplier<Layout> header) {
    try {
      return header.get();
    } catch (IllegalArgumentException e) {
      throw new DataException("cannot evaluate with " + file + ": " + e.getMessage(), e);
    }
  }

  /** Fields with empty ones between separators; neither kind of file quotes. */
  private static List<String> split(String line, String separator) {
    return List.of(line.split(separator, -1));
  }
}
