/** The worker daemon: bound to topic partitions, it turns events into committed table rows. */
package org.openspot.worker;
