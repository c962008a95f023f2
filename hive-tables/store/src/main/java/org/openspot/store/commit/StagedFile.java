package org.openspot.store.commit;

import java.io.Serializable;
import org.openspot.schema.TablePartition;

/**
 * A finished Parquet file that is not committed yet.
 *
 * @param table the table's name
 * @param path where it is, absolute
 */
public record StagedFile(
    String table, String path, TablePartition partition, long rows, long length)
    implements Serializable {}
