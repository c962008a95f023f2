package org.openspot.core.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {
  @TempDir Path directory;

  private static String reason(ThrowingCallable work) {
    return FileTrouble.reason(catchThrowableOfType(IOException.class, work));
  }

  @Test
  void aReasonIsInWordsAndHasNoPath() throws IOException {
    Path latin = Files.write(directory.resolve("latin"), new byte[] {(byte) 0xe9});
    assertThat(reason(() -> Files.readString(directory.resolve("none")))).isEqualTo("no such file");
    assertThat(reason(() -> Files.readString(latin))).isEqualTo("not UTF-8");
    assertThat(reason(() -> Files.readString(latin.resolve("x")))).isEqualTo("Not a directory");
    assertThat(reason(() -> Files.list(latin))).isEqualTo("no directory");
    assertThat(reason(() -> Files.readString(directory))).isEqualTo("Is a directory");
    assertThat(FileTrouble.reason(new AccessDeniedException("/x"))).isEqualTo("no permission");
    assertThat(FileTrouble.reason(new EOFException())).isEqualTo("EOFException");
  }
}
