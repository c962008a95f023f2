/**
 * A real Kafka broker, HDFS and HiveServer2 on one machine: each an operating system process of its
 * own, with its own class path, reachable on the loopback interface only.
 */
package org.openspot.stack;
