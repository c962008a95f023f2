/** Sources: what a file of each looks like, and how its records become rows. */
package org.openspot.parsers;
