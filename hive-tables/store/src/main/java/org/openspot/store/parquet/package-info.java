/** Rows into Parquet files, straight from the buffers that dissectors fill. */
package org.openspot.store.parquet;
