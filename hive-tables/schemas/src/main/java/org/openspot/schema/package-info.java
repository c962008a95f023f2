/**
 * The tables: one Avro schema each, the only place a column is declared, and what follows from it.
 */
package org.openspot.schema;
