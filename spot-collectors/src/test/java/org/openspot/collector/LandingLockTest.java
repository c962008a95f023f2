package org.openspot.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.error.ConfigException;

class LandingLockTest {
  @TempDir Path home;
  private Places places;

  @BeforeEach
  void landing() {
    Path landing = home.resolve("landing");
    places = new Places(landing, null, home.resolve("failed"), landing.resolve(".spot/scratch"));
    places.prepare();
  }

  private Path file() {
    return places.own().resolve("lock");
  }

  /** Another process that has the lock, as {@code spot status} has it for a moment. */
  private Process other() throws IOException, URISyntaxException {
    Path classes = Path.of(Other.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes.toString(),
                Other.class.getName(),
                file().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(other.getInputStream().read()).as("its word that it has the lock").isEqualTo('l');
    return other;
  }

  private static void end(Process other) {
    try {
      other.getOutputStream().close();
      assertThat(other.waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void isTakenThoughAnotherHadItForAMoment() throws Exception {
    Process other = other();
    try {
      LandingLock lock = LandingLock.take(places, "1@host", () -> end(other));
      assertThat(file()).hasContent("1@host");
      lock.close();
    } finally {
      end(other);
    }
  }

  @Test
  void isGivenUpWhereAnotherKeepsIt() throws Exception {
    Files.writeString(file(), "2@host");
    Process other = other();
    int[] pauses = {0};
    try {
      assertThatThrownBy(() -> LandingLock.take(places, "1@host", () -> pauses[0]++))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("already has a collector, 2@host");
    } finally {
      end(other);
    }
    assertThat(pauses[0]).isPositive();
    LandingLock.take(places, "1@host").close();
  }

  /** Locks a file until its input ends. */
  static final class Other {
    private Other() {}

    public static void main(String[] arguments) throws IOException {
      try (FileChannel channel =
          FileChannel.open(
              Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        System.out.print("l");
        System.out.flush();
        var unused = System.in.read();
      }
    }
  }
}
