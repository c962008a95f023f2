package org.openspot.scoring.model.word;

import java.util.function.IntFunction;

/** Takes the words of a record: begin, parts in their order, end; or an error instead of a word. */
public interface WordSink {
  /** Begins the word that the record is in a document. */
  void begin(String document);

  /** Adds a part that says itself what it means. A null value is the text null. */
  void part(String name, String value);

  /** Adds a numeric part, such as a bin, and what its value means. */
  void part(String name, int value, IntFunction<String> meaning);

  /** Completes the word. */
  void end();

  /** Says that the record has no word in that document: it is {@link Recipe#ERROR}. */
  void error(String document);
}
