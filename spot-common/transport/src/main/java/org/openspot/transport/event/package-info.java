/** What a collector tells a worker: the event in Kafka, and its codec. */
package org.openspot.transport.event;
