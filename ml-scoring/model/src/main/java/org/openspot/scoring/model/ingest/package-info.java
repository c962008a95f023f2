/** Scores of rows while they are ingested, as fast as rows come. */
package org.openspot.scoring.model.ingest;
