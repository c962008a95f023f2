/** {@code spot score}: the command, and what it needs of the program around it. */
package org.openspot.cli.score;
