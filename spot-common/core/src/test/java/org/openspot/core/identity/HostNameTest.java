package org.openspot.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostNameTest {
  @TempDir Path directory;

  @Test
  void isWhatTheKernelSaysAlsoWhereNoAddressBelongsToIt() throws IOException {
    Path kernel =
        Files.writeString(directory.resolve("hostname"), "sensor1.no-such-host.invalid\n");
    assertThat(HostName.read(kernel)).isEqualTo("sensor1.no-such-host.invalid");
  }

  @Test
  void thisMachineHasOne() {
    assertThat(HostName.here()).isNotBlank();
  }
}
