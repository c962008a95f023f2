package org.openspot.schema;

/**
 * One column of a table. Every column is nullable.
 *
 * @param name the name in Hive, Avro and Parquet
 * @param type what a value is
 * @param doc one sentence for people who query the table
 * @param dictionary whether few values recur, so that a dictionary in the files pays; the schema's
 *     {@code dictionary} property, true unless set
 */
public record Column(String name, ColumnType type, String doc, boolean dictionary) {}
