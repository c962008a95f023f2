/** What analysts marked: reading and writing it, and what it changes in training and scores. */
package org.openspot.scoring.model.feedback;
