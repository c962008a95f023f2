/** Rows of a query on their way to a terminal, a file or a script. */
package org.openspot.cli.query;
