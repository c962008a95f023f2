/** The topic model: mixes of topics of the documents, words of the topics, and their scores. */
package org.openspot.scoring.model.topic;
