package org.openspot.cli.dissect;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openspot.cli.config.PipelineSettings;
import org.openspot.cli.query.Values;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.parsers.Dissector;
import org.openspot.parsers.DissectorOptions;
import org.openspot.parsers.StreamDissector;
import org.openspot.schema.TableSpec;

/**
 * A pipeline that may be the one for a file.
 *
 * @param pipeline its name
 * @param settings what the configuration says of it
 * @param table where its rows go
 * @param dissector what makes them
 */
public record Candidate(
    String pipeline, PipelineSettings settings, TableSpec table, Dissector dissector) {
  /** What makes two pipelines read a file in the same way. */
  private record Way(String type, DissectorOptions options) {}

  /**
   * The one of several whose source takes the file. Sources of texts are asked only where no other
   * takes it, since a text has no mark that says what it is. Of pipelines that read a file in the
   * same way the first is taken.
   *
   * @throws ConfigException if none takes it, or several that read it in different ways
   */
  public static Candidate choose(List<Candidate> candidates, Path file) {
    if (candidates.isEmpty()) {
      throw new ConfigException("the configuration has no pipelines");
    }
    List<String> refusals = new ArrayList<>();
    for (boolean texts : new boolean[] {false, true}) {
      Map<Way, Candidate> taking = new LinkedHashMap<>();
      for (Candidate candidate : candidates) {
        if (candidate.dissector instanceof StreamDissector == texts) {
          String refusal = candidate.refusal(file);
          if (refusal == null) {
            taking.putIfAbsent(candidate.way(), candidate);
          } else {
            refusals.add(candidate.pipeline + ": " + refusal);
          }
        }
      }
      if (taking.size() > 1) {
        List<String> names = taking.values().stream().map(Candidate::pipeline).toList();
        throw new ConfigException(
            "spot: more than one pipeline takes this file, say which with --pipeline: "
                + String.join(", ", names));
      }
      if (!taking.isEmpty()) {
        return taking.values().iterator().next();
      }
    }
    refusals.add(0, "spot: no pipeline takes this file; --pipeline NAME says which to try:");
    throw new ConfigException(refusals);
  }

  private Way way() {
    return new Way(settings.type(), settings.options());
  }

  private String refusal(Path file) {
    try {
      inspect(file);
      return null;
    } catch (DataException e) {
      return Values.harmless(e.getMessage());
    }
  }

  /**
   * When a file was captured.
   *
   * @throws DataException if it is none of this pipeline's
   */
  Instant inspect(Path file) {
    return dissector.inspect(file.getFileName().toString(), file);
  }
}
