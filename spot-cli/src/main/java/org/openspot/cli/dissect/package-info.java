/** What {@code spot dissect} prints of one file. */
package org.openspot.cli.dissect;
