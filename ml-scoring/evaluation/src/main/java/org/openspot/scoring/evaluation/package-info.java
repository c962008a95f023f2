/**
 * How well scoring finds what is labelled: readers of labelled captures, measures of a ranking with
 * their uncertainty, and the table of every detector beside the fused rank. Knows the scoring model
 * and no engine.
 */
package org.openspot.scoring.evaluation;
