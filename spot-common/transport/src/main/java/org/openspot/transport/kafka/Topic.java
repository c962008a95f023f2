package org.openspot.transport.kafka;

/**
 * A topic as the brokers know it now.
 *
 * @param name its name
 * @param id its identity: a topic deleted and made again has another
 * @param partitions how many partitions it has
 */
public record Topic(String name, String id, int partitions) {}
