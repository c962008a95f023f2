/** {@code spot score}: the commands, and what they need of the program around them. */
package org.openspot.cli.score;
