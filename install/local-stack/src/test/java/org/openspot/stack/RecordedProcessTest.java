package org.openspot.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedProcessTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  @TempDir private Path directory;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endWhatWasStarted() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void isReadBackAsWrittenWhileItRuns() throws IOException {
    RecordedProcess recorded = record(sleep());
    Path file = directory.resolve("a.pid");

    recorded.write(file);

    assertThat(RecordedProcess.read(file)).contains(recorded);
  }

  @Test
  void endsOnRequest() throws IOException {
    Process process = sleep();

    assertThat(record(process).end(LONG)).isTrue();
    assertThat(process.onExit()).succeedsWithin(LONG);
  }

  @Test
  void isKilledWhenItDoesNotEndWithinTheLimit() throws IOException {
    Process process = start("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done");
    assertThat(process.inputReader().readLine()).isEqualTo("ready");

    assertThat(record(process).end(Duration.ofMillis(300))).isFalse();
    assertThat(process.onExit()).succeedsWithin(LONG);
  }

  @Test
  void doesNotTakeALaterProcessWithTheSameIdForItsOwn() throws IOException {
    Process process = sleep();
    RecordedProcess earlier =
        new RecordedProcess(process.pid(), "another boot/1", "localhost:1", true);
    Path file = directory.resolve("a.pid");
    earlier.write(file);

    assertThat(RecordedProcess.read(file)).isEmpty();
    assertThat(earlier.end(LONG)).isTrue();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void ofAProcessThatEndedIsNotThere() throws IOException {
    Process process = sleep();
    RecordedProcess recorded = record(process);
    Path file = directory.resolve("a.pid");
    recorded.write(file);

    process.destroyForcibly();
    assertThat(process.onExit()).succeedsWithin(LONG);

    assertThat(RecordedProcess.read(file)).isEmpty();
  }

  @Test
  void isNotReadFromAFileThatIsMissingOrTorn() throws IOException {
    Path file = directory.resolve("a.pid");
    assertThat(RecordedProcess.read(file)).isEmpty();

    Files.writeString(file, "pid=12x\n");
    assertThat(RecordedProcess.read(file)).isEmpty();
  }

  private RecordedProcess record(Process process) {
    String identity = ProcessIdentity.of(process.pid()).orElseThrow();
    return new RecordedProcess(process.pid(), identity, "localhost:1", true);
  }

  private Process sleep() throws IOException {
    return start("sleep", "60");
  }

  private Process start(String... command) throws IOException {
    Process process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }
}
