package org.openspot.cli.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openspot.collector.LandingReport;

/**
 * How one pipeline is.
 *
 * @param name the pipeline
 * @param landing its landing directory, if it is on this machine
 * @param newestArchived when the last original came into the archive
 * @param partitions of its topic; empty before the topic is made
 * @param hdfsFreeBytes what HDFS can still take
 * @param problems what needs a person, a line each
 */
public record PipelineStatus(
    String name,
    LandingReport landing,
    Optional<Instant> newestArchived,
    List<PartitionStatus> partitions,
    long hdfsFreeBytes,
    List<String> problems) {}
