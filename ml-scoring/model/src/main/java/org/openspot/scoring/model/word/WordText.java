package org.openspot.scoring.model.word;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Joins parts with underscores. */
final class WordText implements WordSink {
  private static final char SEPARATOR = '_';

  private final StringBuilder text = new StringBuilder(48);
  private final List<DocumentWord> words = new ArrayList<>(2);
  private String document;

  @Override
  public void begin(String newDocument) {
    document = newDocument;
    text.setLength(0);
  }

  @Override
  public void part(String name, String value) {
    text.append(SEPARATOR).append(value);
  }

  @Override
  public void part(String name, int value, IntFunction<String> meaning) {
    text.append(SEPARATOR).append(value);
  }

  @Override
  public void end() {
    words.add(new DocumentWord(document, text.substring(1)));
  }

  @Override
  public void error(String errorDocument) {
    words.add(new DocumentWord(errorDocument, Recipe.ERROR));
  }

  List<DocumentWord> words() {
    return words;
  }
}
