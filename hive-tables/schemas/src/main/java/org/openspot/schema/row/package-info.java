/** Rows in motion: pushed column by column from dissectors to whatever takes them. */
package org.openspot.schema.row;
