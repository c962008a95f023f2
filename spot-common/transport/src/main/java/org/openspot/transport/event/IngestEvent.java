package org.openspot.transport.event;

import java.util.UUID;
import org.openspot.core.identity.RecordRange;

/**
 * What a collector tells a worker about a range of records of one original.
 *
 * @param id this event's own identity, for logs
 * @param pipeline the name of the pipeline
 * @param host the collector's host
 * @param original the original the records are from
 * @param range the records this event covers
 * @param last whether no event of the original follows
 * @param payload what there is to know of the records
 */
public record IngestEvent(
    UUID id,
    String pipeline,
    String host,
    Original original,
    RecordRange range,
    boolean last,
    Payload payload) {}
