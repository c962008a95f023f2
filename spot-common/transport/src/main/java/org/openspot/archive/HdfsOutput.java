package org.openspot.archive;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;

/**
 * A file of HDFS being written, which fails with a new exception when closed. HDFS's own stream
 * throws the very exception again that its last write threw; try-with-resources, here and within
 * Parquet, would add that to itself, and what comes out is no {@link IOException} any more.
 */
final class HdfsOutput extends FSDataOutputStream {
  HdfsOutput(OutputStream out) throws IOException {
    super(out, null);
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } catch (IOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
