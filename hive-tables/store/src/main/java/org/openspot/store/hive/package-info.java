/** Hive over JDBC, through a driver that keeps to itself. */
package org.openspot.store.hive;
