package org.openspot.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir private Path directory;

  @Test
  void tellsTheLastErrorOfWhatWasAdded() throws IOException {
    Path log = Files.writeString(directory.resolve("a.log"), "ERROR of an earlier start\n");
    LogTail tail = LogTail.fromNow(log);
    assertThat(tail.lastError()).isEmpty();

    Files.writeString(
        log,
        "INFO fine\nFATAL main: no disk\n\tat somewhere\nINFO stopping\n",
        StandardOpenOption.APPEND);

    assertThat(tail.lastError()).contains("FATAL main: no disk");
  }

  @Test
  void tellsTheLastLineWhereThereIsNoError() throws IOException {
    Path log = Files.writeString(directory.resolve("a.log"), "one\ntwo\n\n");

    assertThat(new LogTail(log, 0).lastError()).contains("two");
    assertThat(new LogTail(directory.resolve("none.log"), 0).lastError()).isEmpty();
  }

  @Test
  void readsALogThatWasRolledFromItsBeginning() throws IOException {
    Path log = Files.writeString(directory.resolve("a.log"), "new ERROR\n");

    assertThat(new LogTail(log, 1_000).lastError()).contains("new ERROR");
  }
}
