/** The columns of a table row that words and detectors read. */
package org.openspot.scoring.model.record;
