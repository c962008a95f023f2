/** Access to Kafka: topics, the producer of events, the consumer of a worker. */
package org.openspot.transport.kafka;
