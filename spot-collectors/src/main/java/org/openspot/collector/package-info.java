/** The collector daemon: from a landing directory to the archive and Kafka. */
package org.openspot.collector;
