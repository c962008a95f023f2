/** What a training leaves behind, and the file it is kept in. */
package org.openspot.scoring.model.saved;
