/** The spot command: wires the components by hand, starts them in order, stops them in reverse. */
package org.openspot.cli;
