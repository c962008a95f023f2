/** Scores of records, the selection of the most suspicious, and the files they are written to. */
package org.openspot.scoring.model.result;
