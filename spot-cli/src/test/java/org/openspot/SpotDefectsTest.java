package org.openspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/spot-defects.md promises: a line for each defect, and tests that exist. */
class SpotDefectsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern ENTRY = Pattern.compile("(\\d+\\.|-) \\*\\*.*");
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");
  private static final Pattern NUMBER = Pattern.compile("(?m)^(\\d+)\\. ");

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/spot-defects.md"));
  }

  /** The sources of every test class, by its name. */
  private static Map<String, String> tests() throws IOException {
    try (Stream<Path> all = Files.find(ROOT, 12, (path, is) -> isTest(path))) {
      return all.collect(
          Collectors.toMap(
              path -> path.getFileName().toString().replace(".java", ""),
              SpotDefectsTest::text,
              (one, other) -> one + other));
    }
  }

  private static boolean isTest(Path path) {
    String name = path.getFileName().toString();
    return path.toString().contains("src/test/java")
        && (name.endsWith("Test.java") || name.endsWith("IT.java"));
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyTestNamedExists() throws IOException {
    Map<String, String> tests = tests();
    List<String> missing = new ArrayList<>();
    Matcher named = NAMED.matcher(page());
    int found = 0;
    while (named.find()) {
      found++;
      String source = tests.getOrDefault(named.group(1), "");
      if (!isDeclared(named.group(2), source)) {
        missing.add(named.group());
      }
    }
    assertThat(found).isGreaterThan(33);
    assertThat(missing).as("named in docs/spot-defects.md, and nowhere to be found").isEmpty();
  }

  /** As a method, or as one of ArchUnit's rules. */
  private static boolean isDeclared(String name, String source) {
    return Pattern.compile("\\bvoid " + name + "\\(|\\bArchRule " + name + " =")
        .matcher(source)
        .find();
  }

  @Test
  void everyDefectHasItsNumber() throws IOException {
    assertThat(NUMBER.matcher(page()).results().map(result -> Integer.valueOf(result.group(1))))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 48).boxed().toList());
  }

  @Test
  void everyEntrySaysWhyOrNamesATest() throws IOException {
    List<String> bare =
        page()
            .lines()
            .filter(line -> ENTRY.matcher(line).matches())
            .filter(line -> !line.contains("mpossible by construction"))
            .filter(line -> !NAMED.matcher(line).find())
            .toList();
    assertThat(bare).isEmpty();
  }
}
