/**
 * Recipes that make words of records. A word is what a record looks like with its detail left out;
 * the addresses are the documents in which words occur.
 */
package org.openspot.scoring.model.word;
