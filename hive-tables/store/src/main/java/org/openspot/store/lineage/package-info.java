/** Which rows of a table file came from which original. */
package org.openspot.store.lineage;
