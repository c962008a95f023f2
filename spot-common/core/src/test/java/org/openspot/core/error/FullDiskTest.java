package org.openspot.core.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FullDiskTest {
  /** The kernel's own full disk. */
  @Test
  void aFullDiskMayHaveRoomLater() {
    IOException full =
        catchThrowableOfType(
            IOException.class, () -> Files.write(Path.of("/dev/full"), new byte[] {1}));
    assertThat(FullDisk.orUnusable("cannot write", full))
        .isInstanceOf(RetriableException.class)
        .hasMessage("cannot write")
        .hasCause(full);
  }

  @Test
  void aMissingDirectoryIsAQuestionOfConfiguration() {
    IOException missing =
        catchThrowableOfType(
            IOException.class, () -> Files.write(Path.of("/nowhere/at/all"), new byte[] {1}));
    assertThat(FullDisk.orUnusable("cannot write", missing)).isInstanceOf(ConfigException.class);
  }
}
