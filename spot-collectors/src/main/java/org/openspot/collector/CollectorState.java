package org.openspot.collector;

import java.time.Instant;
import java.util.Optional;

/**
 * What a collector is doing now.
 *
 * @param waiting entries in the landing directory, those in work included
 * @param inFlight entries being worked on or about to be
 * @param oldestWaiting the modification time of the oldest of them
 * @param files files ingested since the start
 * @param bytes their length
 * @param failed entries moved to failed/ since the start
 * @param stuck entries that not even failed/ takes: a person must help
 * @param outageSince since when Kafka or HDFS has been away
 * @param outage what it says
 */
public record CollectorState(
    long waiting,
    int inFlight,
    Optional<Instant> oldestWaiting,
    long files,
    long bytes,
    long failed,
    long stuck,
    Optional<Instant> outageSince,
    String outage) {}
