package org.openspot.store.commit;

import java.io.Serializable;

/**
 * Where a worker stands in its topic partition.
 *
 * @param topicId the topic's id; a topic made again has another
 * @param nextOffset the first offset that is not covered whole
 * @param leaderEpoch the leader epoch of the record before, or null if there is none yet
 */
public record LogPosition(String topicId, long nextOffset, Integer leaderEpoch)
    implements Serializable {}
