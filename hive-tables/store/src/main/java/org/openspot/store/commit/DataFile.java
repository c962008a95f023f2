package org.openspot.store.commit;

import org.openspot.schema.TablePartition;

/**
 * One Parquet file of a commit.
 *
 * @param table the table's name
 * @param staging where it was written, an absolute path
 * @param target where readers find it as long as no swap moves it, an absolute path
 * @param partition its table partition
 * @param length in bytes
 */
public record DataFile(
    String table, String staging, String target, TablePartition partition, long rows, long length) {
  /** Its name, which it keeps wherever swaps move it. */
  public String name() {
    return target.substring(target.lastIndexOf('/') + 1);
  }
}
