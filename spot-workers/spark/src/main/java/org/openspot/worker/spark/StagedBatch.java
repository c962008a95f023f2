package org.openspot.worker.spark;

import java.io.Serializable;
import org.openspot.store.commit.Commit;

/**
 * What a task made of its part of a batch.
 *
 * @param partition the topic partition that its events came from
 * @param commit for the driver to make true; its position has no leader epoch, which Spark does not
 *     show
 */
public record StagedBatch(int partition, Commit commit) implements Serializable {}
