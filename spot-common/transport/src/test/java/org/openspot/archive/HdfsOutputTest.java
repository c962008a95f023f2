package org.openspot.archive;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class HdfsOutputTest {
  /** As HDFS's stream is once its DataNode has gone. */
  private static final class Broken extends OutputStream {
    private final IOException failure = new IOException("all DataNodes are bad");

    @Override
    public void write(int octet) throws IOException {
      throw failure;
    }

    @Override
    public void close() throws IOException {
      throw failure;
    }
  }

  @Test
  void failsWithAnIoExceptionWhereWritingAndClosingFailAlike() {
    assertThatThrownBy(
            () -> {
              try (OutputStream out = new HdfsOutput(new Broken())) {
                out.write(1);
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage("all DataNodes are bad");
  }
}
