/**
 * The commands about scoring: what words rows have, and how well scoring finds what is labelled.
 */
package org.openspot.cli.score;
