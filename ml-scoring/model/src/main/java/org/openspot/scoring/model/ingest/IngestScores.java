package org.openspot.scoring.model.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.openspot.core.error.DataException;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.DerivedRows;
import org.openspot.schema.row.RowBuffer;
import org.openspot.scoring.model.result.RecordScorer;
import org.openspot.scoring.model.result.ScoreColumns;
import org.openspot.scoring.model.saved.ScoringModel;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.topic.TopicScores;
import org.openspot.scoring.model.word.DocumentWord;
import org.openspot.scoring.model.word.KnownDomains;
import org.openspot.scoring.model.word.Recipe;
import org.openspot.scoring.model.word.Recipes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores the rows of a source with a saved model, as {@link RecordScorer} with the topic model does
 * without feedback, to the last bit. What the words of a row and the mix of a document come to is
 * kept for the rows that are alike; at most about 50 MB of it beside the model. Thread-safe.
 *
 * @param <R> the source's records
 */
public final class IngestScores<R> {
  private static final Logger LOG = LoggerFactory.getLogger(IngestScores.class);

  /** Kept in documents and in kinds of rows, as powers of two. */
  private static final int DOCUMENT_BITS = 16;

  private static final int WORD_BITS = 16;
  private static final int DEFAULT_RESULTS = 1000;

  /** A document's mix of topics. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Mix(double[] shares) {}

  /**
   * The words of rows that are alike, as their probabilities in each topic.
   *
   * @param first null if such rows cannot be scored
   * @param second null where records have one word
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Words(double[] first, double[] second) {
    static final Words NONE = new Words(null, null);
  }

  private final ScoredSource<R> source;
  private final RowKeys keys;
  private final TableSpec rows;
  private final ScoreColumns columns;
  private final Recipe<R> recipe;
  private final TopicScores topics;
  private final int[] documents;
  private final double threshold;
  private final int limit;
  private final Recent<Words> words = new Recent<>(WORD_BITS);
  private final Recent<Mix> mixes = new Recent<>(DOCUMENT_BITS);
  private final AtomicReferenceArray<double[]> vocabulary;

  private IngestScores(
      ScoredSource<R> source, ScoringModel model, Recipe<R> recipe, double threshold, int limit) {
    this.source = source;
    this.keys = RowKeys.of(source.name());
    this.rows = source.table();
    this.columns = new ScoreColumns(source.layout());
    this.recipe = recipe;
    this.topics = new TopicScores(model.topics(), TopicScores.Smoothing.DEFAULT);
    this.documents = source.hostColumns().stream().mapToInt(rows::column).toArray();
    this.threshold = threshold;
    this.limit = limit;
    // One more for all words that training did not see.
    this.vocabulary = new AtomicReferenceArray<>(model.topics().words().size() + 1);
  }

  /**
   * Scores for rows of a source.
   *
   * @param threshold up to which score rows are suspicious; empty: as on the day of training
   * @throws DataException if the model is of other records or words, or says no threshold
   */
  public static IngestScores<?> of(
      String source, ScoringModel model, KnownDomains known, OptionalDouble threshold) {
    return of(ScoredSource.of(source), model, known, threshold);
  }

  private static <R> IngestScores<R> of(
      ScoredSource<R> source, ScoringModel model, KnownDomains known, OptionalDouble threshold) {
    Recipe<R> recipe = source.recipe(Recipes.OPENSPOT, known, model.agents());
    if (!model.recipe().equals(recipe.name())) {
      throw new DataException(
          "the model is for words of " + model.recipe() + ", not of " + recipe.name());
    }
    if (model.topics().topics() == 0) {
      throw new DataException("the model has no topics");
    }
    String noted = model.properties().get(ScoringModel.THRESHOLD);
    if (noted == null && threshold.isEmpty()) {
      throw new DataException(
          "the model does not say up to which score records are suspicious: train again");
    }
    String results = model.properties().get(ScoringModel.RESULTS);
    try {
      return new IngestScores<>(
          source,
          model,
          recipe,
          threshold.isPresent() ? threshold.getAsDouble() : Double.parseDouble(noted),
          results == null ? DEFAULT_RESULTS : Integer.parseInt(results));
    } catch (NumberFormatException e) {
      throw new DataException("the model is damaged: " + e.getMessage(), e);
    }
  }

  /** Up to which score rows are suspicious. */
  public double threshold() {
    return threshold;
  }

  /** The rows of the table of scores that follow from rows, for one thread. */
  public DerivedRows open() {
    return new Scored();
  }

  private Words words(RowBuffer row) {
    R record = source.record(new RowCells(rows, row));
    if (source.flaw(record).isPresent()) {
      return Words.NONE;
    }
    List<DocumentWord> made = recipe.words(record);
    return made.stream().anyMatch(DocumentWord::isError)
        ? Words.NONE
        : new Words(
            inTopics(made.get(0).word()), made.size() == 1 ? null : inTopics(made.get(1).word()));
  }

  private double[] inTopics(String word) {
    int index = topics.index(word);
    int at = index + 1;
    double[] found = vocabulary.getAcquire(at);
    if (found == null) {
      found = topics.wordInTopics(index);
      vocabulary.setRelease(at, found);
    }
    return found;
  }

  private Mix mix(RowBuffer row, int column) {
    byte[] bytes = row.array();
    int offset = row.offset(column);
    int length = row.length(column);
    int hash = RowKey.hash(bytes, offset, length);
    Mix mix = mixes.find(bytes, offset, length, hash);
    if (mix == null) {
      RowCells cells = new RowCells(rows, row);
      mix = new Mix(topics.mix(cells.text(rows.columns().get(column).name())));
      mixes.put(bytes, offset, length, hash, mix);
    }
    return mix;
  }

  /** For one thread. */
  private final class Scored implements DerivedRows {
    private final RowKey key = new RowKey();
    private final DayLimit days = new DayLimit(limit);
    private boolean failed;

    @Override
    public TableSpec table() {
      return columns.table();
    }

    /** Whatever is wrong with a score, its row is stored. */
    @Override
    public Optional<RowBuffer> of(RowBuffer row, TablePartition partition) {
      try {
        return suspicious(row, partition);
      } catch (RuntimeException e) {
        if (!failed) {
          failed = true;
          LOG.error(
              "An error in OpenSpot itself: a row of {} cannot be scored and is stored without;"
                  + " others like it are not told",
              rows,
              e);
        }
        return Optional.empty();
      }
    }

    private Optional<RowBuffer> suspicious(RowBuffer row, TablePartition partition) {
      double score = score(row);
      if (score == RecordScorer.ERROR
          || !(score <= threshold)
          || !days.takes(columns.table().partition(partition), score)) {
        return Optional.empty();
      }
      return Optional.of(scoreRow(row, score));
    }

    private double score(RowBuffer row) {
      Words known = known(row);
      if (known.first() == null) {
        return RecordScorer.ERROR;
      }
      double score = Math.min(1, probability(row, documents[0], known.first()));
      return known.second() == null
          ? score
          : Math.min(score, probability(row, documents[1], known.second()));
    }

    private double probability(RowBuffer row, int document, double[] word) {
      return TopicScores.probability(mix(row, document).shares(), word);
    }

    private Words known(RowBuffer row) {
      key.clear();
      if (!keys.key(row, key)) {
        return words(row);
      }
      int hash = RowKey.hash(key.array(), 0, key.length());
      Words found = words.find(key.array(), 0, key.length(), hash);
      if (found == null) {
        found = words(row);
        words.put(key.array(), 0, key.length(), hash, found);
      }
      return found;
    }
  }

  private RowBuffer scoreRow(RowBuffer row, double score) {
    RowCells cells = new RowCells(rows, row);
    String word = recipe.words(source.record(cells)).get(0).word();
    List<Object> values = columns.row(cells::value, score, word, null);
    RowBuffer filled = new RowBuffer(values.size());
    for (int column = 0; column < values.size(); column++) {
      set(filled, column, values.get(column));
    }
    return filled;
  }

  private void set(RowBuffer row, int column, Object value) {
    if (value == null) {
      return;
    }
    switch (columns.table().columns().get(column).type()) {
      case INT -> row.setInt(column, (Integer) value);
      case LONG -> row.setLong(column, (Long) value);
      case FLOAT -> row.setFloat(column, (Float) value);
      case DOUBLE -> row.setDouble(column, (Double) value);
      case STRING -> {
        byte[] text = ((String) value).getBytes(UTF_8);
        row.setBytes(column, text, 0, text.length);
      }
    }
  }
}
