package org.openspot.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.error.ConfigException;

class OwnScratchTest {
  @TempDir Path shared;

  /** Takes a directory, leaves a file in it, says where it is and waits to be killed. */
  public static final class Other {
    private Other() {}

    public static void main(String[] arguments) throws IOException {
      Path directory = OwnScratch.take(Path.of(arguments[0])).directory();
      Files.createDirectories(directory.resolve("pieces"));
      Files.writeString(directory.resolve("pieces/piece"), "left behind");
      System.out.println(directory);
      System.in.read();
    }
  }

  @Test
  void whatAKilledProcessLeftIsRemovedAndWhatALivingOneHasIsNot() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                shared.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Path others;
    try (BufferedReader output = other.inputReader(StandardCharsets.UTF_8)) {
      others = Path.of(output.readLine());
      try (OwnScratch mine = OwnScratch.take(shared)) {
        assertThat(others.resolve("pieces/piece")).exists();
        other.destroyForcibly().waitFor();
        try (OwnScratch next = OwnScratch.take(shared)) {
          assertThat(others).doesNotExist();
          assertThat(mine.directory()).isDirectory().isNotEqualTo(next.directory());
        }
        assertThat(mine.directory()).isDirectory();
      }
    } finally {
      other.destroyForcibly();
    }
    assertThat(shared).isEmptyDirectory();
  }

  @Test
  void nobodyElseCanLookIn() throws IOException {
    try (OwnScratch scratch = OwnScratch.take(shared)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(scratch.directory())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void whatIsNotItsOwnIsLeftAlone() throws IOException {
    for (String name : List.of("worker-flow", "notes.lock", "dns-123", ".lock")) {
      Files.writeString(shared.resolve(name), "not ours");
    }
    OwnScratch.take(shared).close();
    assertThat(shared.toFile().list())
        .containsExactlyInAnyOrder("worker-flow", "notes.lock", "dns-123", ".lock");
  }

  @Test
  void aPlaceThatIsNoDirectoryIsAWrongConfiguration() throws IOException {
    Path file = Files.writeString(shared.resolve("file"), "");
    assertThatThrownBy(() -> OwnScratch.take(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(file.toString());
  }
}
