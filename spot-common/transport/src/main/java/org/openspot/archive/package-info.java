/** The archive of originals in HDFS: the only package of this module that knows Hadoop. */
package org.openspot.archive;
