package org.openspot.cli.dissect;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import org.openspot.cli.query.Values;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;

/** One file made rows and printed: rows and rejects as answers, everything else beside them. */
public final class Dissection {
  private final Candidate pipeline;
  private final Path file;
  private final PrintWriter out;
  private final PrintWriter err;

  /**
   * @param file an absolute path of a regular file
   * @param out takes rows and rejects
   * @param err takes what is said about them
   */
  public Dissection(Candidate pipeline, Path file, PrintWriter out, PrintWriter err) {
    this.pipeline = pipeline;
    this.file = file;
    this.out = out;
    this.err = err;
  }

  /**
   * Prints the file's rows and rejects, and then how many there were.
   *
   * @param limit after how many to stop
   * @throws DataException if the file, or the rest of it, cannot be read
   * @throws RetriableException if nobody takes what is printed
   */
  public void print(boolean json, long limit) {
    announce();
    Tally tally = new Tally();
    RecordFormat format = RecordFormat.of(pipeline.table(), json, out);
    PrintingSink sink = new PrintingSink(pipeline.table(), format, out, limit, tally);
    long began = System.nanoTime();
    try {
      pipeline.dissector().dissect(file, sink);
      report(tally, began);
    } catch (PrintingSink.EnoughException e) {
      report(tally, began);
      err.println("stopped as --limit says: more records follow");
    } catch (DataException e) {
      report(tally, began);
      throw new DataException(
          "cannot be read from record "
              + tally.next()
              + " on, which would be a dead letter: "
              + Values.harmless(e.getMessage()),
          e);
    }
    if (out.checkError()) {
      throw new RetriableException("standard output takes no more");
    }
  }

  private void announce() {
    Instant captured;
    try {
      captured = pipeline.inspect(file);
    } catch (DataException e) {
      throw new DataException(
          "pipeline "
              + pipeline.pipeline()
              + " would put this file into failed/: "
              + Values.harmless(e.getMessage()),
          e);
    }
    err.println(
        "pipeline "
            + pipeline.pipeline()
            + " (type "
            + pipeline.settings().type()
            + "), captured "
            + (captured.equals(Instant.EPOCH) ? "at an unknown time" : captured));
  }

  private void report(Tally tally, long began) {
    out.flush();
    tally.lines(System.nanoTime() - began).forEach(err::println);
  }
}
