/** Spot's way and ours, timed one after the other on the same files. */
package org.openspot.cli.bench;
