package org.openspot.scoring.model.word;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Keeps the parts beside the word. */
final class WordParts implements WordSink {
  private final List<ExplainedWord> words = new ArrayList<>(2);
  private final List<ExplainedWord.Part> parts = new ArrayList<>();
  private WordText text = new WordText();

  @Override
  public void begin(String document) {
    text = new WordText();
    text.begin(document);
    parts.clear();
  }

  @Override
  public void part(String name, String value) {
    text.part(name, value);
    parts.add(new ExplainedWord.Part(name, String.valueOf(value), String.valueOf(value)));
  }

  @Override
  public void part(String name, int value, IntFunction<String> meaning) {
    text.part(name, value, meaning);
    parts.add(new ExplainedWord.Part(name, Integer.toString(value), meaning.apply(value)));
  }

  @Override
  public void end() {
    text.end();
    words.add(new ExplainedWord(text.words().get(0), parts));
  }

  @Override
  public void error(String document) {
    words.add(new ExplainedWord(new DocumentWord(document, Recipe.ERROR), List.of()));
  }

  List<ExplainedWord> words() {
    return words;
  }
}
