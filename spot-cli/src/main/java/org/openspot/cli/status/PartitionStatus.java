package org.openspot.cli.status;

import java.time.Instant;
import java.util.Optional;

/**
 * How far one partition of a pipeline's topic is.
 *
 * @param partition its number
 * @param committed the first offset that is not committed; empty before the first commit
 * @param end the offset the next event gets
 * @param lag events that wait, among them those in work
 * @param lastCommit when rows or dead letters were last committed
 * @param rowsToday rows committed since midnight UTC
 * @param deadLetters open ones: originals of which a part could not be read, which needs a person
 * @param worker {@code pid@host} of its worker, if it was heard of lately
 * @param trouble what that worker waits for; empty while it works
 * @param late whether events wait for more than half of what Kafka keeps them
 */
public record PartitionStatus(
    int partition,
    Optional<Long> committed,
    long end,
    long lag,
    Optional<Instant> lastCommit,
    long rowsToday,
    long deadLetters,
    Optional<String> worker,
    String trouble,
    boolean late) {}
