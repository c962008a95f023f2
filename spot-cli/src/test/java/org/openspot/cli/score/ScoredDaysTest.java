package org.openspot.cli.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.scoring.model.detect.HostHistory;
import org.openspot.scoring.model.saved.HistoryFile;
import org.openspot.scoring.model.source.ScoredSource;

class ScoredDaysTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  @TempDir Path output;

  private Path write(int daysBefore, long... seen) throws IOException {
    Path file = days().files(ScoredSource.flow(), DAY.minusDays(daysBefore)).history(source());
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file)) {
      HistoryFile.write(List.of(HostHistory.of("10.0.0.1", seen, List.of())), out);
    }
    return file;
  }

  private ScoredDays days() {
    return new ScoredDays(output);
  }

  private static ScoredSource<?> source() {
    return ScoredSource.flow();
  }

  private long[] read(int days) {
    List<HostHistory> read = days().before(source(), DAY, days);
    assertThat(read).hasSizeLessThanOrEqualTo(1);
    return read.isEmpty() ? new long[0] : read.get(0).seen().toArray();
  }

  @Test
  void onlyScoredDaysCountAndNoneTooLongAgo() throws IOException {
    write(-1, 99);
    write(0, 98);
    write(1, 3, 1);
    write(3, 1, 2);
    write(4, 97);
    assertThat(read(3)).containsExactly(1, 2, 3);
    assertThat(read(0)).isEmpty();
  }

  @Test
  void nothingIsKnownWhereNothingWasScored() {
    assertThat(read(14)).isEmpty();
  }

  @Test
  void aDamagedFileIsNamedWithWhatToDo() throws IOException {
    Path file = write(2, 1, 2, 3);
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {0, 10, bytes.length / 2, bytes.length - 20}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> read(14))
          .as("the first %d bytes", length)
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith(file.toString())
          .hasMessageContaining("score that day again");
    }
  }

  @Test
  void aDayThatCannotBeLookedIntoIsNotTakenForOneThatWasNotScored() throws IOException {
    Path directory = days().files(source(), DAY.minusDays(2)).history(source()).getParent();
    Files.createDirectories(directory.getParent());
    Files.writeString(directory, "not a directory");
    assertThatThrownBy(() -> read(14))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("cannot read the history " + directory);
  }
}
