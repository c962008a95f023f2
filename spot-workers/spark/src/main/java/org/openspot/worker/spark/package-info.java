/** The worker as a Spark Structured Streaming application. */
package org.openspot.worker.spark;
