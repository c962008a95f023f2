/** Rows that were made elsewhere: CSV in a table's column order. */
package org.openspot.parsers.csv;
