/** Scoring over tables with Spark: words, training with MLlib, scores, and what is kept of them. */
package org.openspot.scoring.spark;
