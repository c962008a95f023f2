package org.openspot.scoring.model.word;

import java.util.List;

/**
 * How records of one source become words. A recipe is stateless after construction, safe for
 * threads, and gives the same words for the same record whenever it is asked: what it knows besides
 * the record is fixed when it is made.
 *
 * @param <R> the records
 */
public interface Recipe<R> {
  /** What Spot calls a record that no word could be made of. It never belongs to a vocabulary. */
  String ERROR = "word_error";

  /** Which recipe it is, with its version; models made with one are not read with another. */
  String name();

  /** Pushes the record's words, part by part. */
  void write(R record, WordSink sink);

  /** The record's words, each with the document it belongs to; a flow has two. */
  default List<DocumentWord> words(R record) {
    WordText text = new WordText();
    write(record, text);
    return text.words();
  }

  /** The record's words with the parts they are made of, in the same order. */
  default List<ExplainedWord> explain(R record) {
    WordParts parts = new WordParts();
    write(record, parts);
    return parts.words();
  }
}
