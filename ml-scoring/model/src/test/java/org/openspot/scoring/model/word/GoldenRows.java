package org.openspot.scoring.model.word;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rows of golden data: TAB between fields, the first line names them, null is no value. */
final class GoldenRows {
  private static final Pattern TAB = Pattern.compile("\t");

  private GoldenRows() {}

  static Stream<List<String>> of(String resource) {
    try (InputStream in = GoldenRows.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .skip(1)
          .map(
              line ->
                  Arrays.stream(TAB.split(line, -1))
                      .map(field -> field.equals("null") ? null : field)
                      .toList());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
