/**
 * The built distribution, run as an admin runs it: {@code bin/spot} as processes of their own,
 * against a real Kafka, HDFS and HiveServer2. What comes out is compared with what nfdump itself
 * says about the same files.
 */
package org.openspot.it;
