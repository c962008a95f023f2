package org.openspot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  private static final Path SAMPLES = Path.of("src/test/resources/org/openspot/cli/migrate");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  private int spot(String... arguments) {
    Console console = new Console(new PrintWriter(out), new PrintWriter(err, true));
    return new Main(new Installation(directory, Map.of()), console).run(arguments);
  }

  private int importSamples(String... more) {
    String[] arguments = {
      "config", "import",
      "--ingest-conf", SAMPLES.resolve("ingest_conf.json").toString(),
      "--spot-conf", SAMPLES.resolve("spot.conf").toString()
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return spot(all);
  }

  @Test
  void theNewFileGoesToStandardOutputAndTheRestToStandardError() {
    assertThat(importSamples()).isZero();
    assertThat(out.toString()).startsWith("# Made by `spot config import`").contains("\nkafka:\n");
    assertThat(err.toString())
        .startsWith("To look at:\n")
        .contains("\nNot carried over:\n")
        .contains("  ingest_conf.json: kafka.zookeper_server: not needed");
  }

  @Test
  void whatIsWrittenPassesTheCheckAndIsNeverOverwritten() throws IOException {
    Path output = directory.resolve("new.yaml");
    assertThat(importSamples("--output", output.toString())).isZero();
    assertThat(spot("config", "check", "--config", output.toString())).isZero();
    assertThat(out.toString()).isEqualTo("ok       " + output + "\n");
    String written = Files.readString(output);
    assertThat(importSamples("--output", output.toString())).isEqualTo(2);
    assertThat(err.toString()).contains(output + ": is there already and is not overwritten\n");
    assertThat(output).hasContent(written);
  }

  @Test
  void nothingToReadIsStatusTwo() {
    assertThat(spot("config", "import")).isEqualTo(2);
    assertThat(spot("config", "import", "--spot-conf", "none")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("spot: give --ingest-conf, --spot-conf or both\n")
        .contains("none: no such file\n");
  }
}
