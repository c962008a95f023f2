package org.openspot.scoring.model.saved;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.openspot.core.error.DataException;
import org.openspot.scoring.model.counting.CountingModel;
import org.openspot.scoring.model.counting.PeerGroups;
import org.openspot.scoring.model.counting.WordCounts;
import org.openspot.scoring.model.topic.Precision;
import org.openspot.scoring.model.topic.TopicMixes;
import org.openspot.scoring.model.topic.TopicModel;
import org.openspot.scoring.model.topic.WordTable;
import org.openspot.scoring.model.word.AgentCounts;

/** The entries of a model file: words, then documents, user agents and counts of hosts. */
final class ModelEntries {
  private final Schema schema;

  ModelEntries(Schema schema) {
    this.schema = schema;
  }

  /** How many entries a model has. */
  static long count(ScoringModel model) {
    return (long) model.topics().words().size()
        + model.topics().mixes().size()
        + model.agents().asMap().size()
        + model.counts().counts().byHost().values().stream().mapToLong(Map::size).sum();
  }

  /** Takes an entry. */
  interface Sink {
    void append(GenericRecord entry) throws IOException;
  }

  void write(ScoringModel model, Sink sink) throws IOException {
    WordTable words = model.topics().words();
    for (int word = 0; word < words.size(); word++) {
      List<Double> weights = new ArrayList<>(words.topics());
      for (int topic = 0; topic < words.topics(); topic++) {
        weights.add(words.weight(word, topic));
      }
      sink.append(entry("WORD", null, words.word(word), null, weights));
    }
    TopicMixes mixes = model.topics().mixes();
    for (int index = 0; index < mixes.size(); index++) {
      String document = mixes.document(index);
      TopicMixes.Mix mix = mixes.mix(document).orElseThrow();
      List<Double> shares = new ArrayList<>(mix.shares().length);
      for (double share : mix.shares()) {
        shares.add(share);
      }
      sink.append(entry("DOCUMENT", document, null, mix.tokens(), shares));
    }
    for (Map.Entry<String, Long> agent : new TreeMap<>(model.agents().asMap()).entrySet()) {
      sink.append(entry("AGENT", null, agent.getKey(), agent.getValue(), null));
    }
    for (var host : model.counts().counts().byHost().entrySet()) {
      for (Map.Entry<String, Long> word : host.getValue().entrySet()) {
        sink.append(entry("COUNT", host.getKey(), word.getKey(), word.getValue(), null));
      }
    }
  }

  private GenericRecord entry(
      String kind, String document, String text, Number amount, List<Double> values) {
    GenericRecord entry = new GenericData.Record(schema);
    entry.put("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), kind));
    entry.put("document", document);
    entry.put("text", text);
    entry.put("amount", amount == null ? null : amount.doubleValue());
    entry.put("values", values);
    return entry;
  }

  static ScoringModel read(ModelMetadata metadata, Iterable<GenericRecord> entries) {
    int topics = metadata.integer("spot.topics");
    Map<String, double[]> words = new HashMap<>();
    Map<String, TopicMixes.Mix> mixes = new HashMap<>();
    Map<String, Long> agents = new HashMap<>();
    WordCounts counts = new WordCounts();
    long read = 0;
    for (GenericRecord entry : entries) {
      read++;
      String kind = entry.get("kind").toString();
      switch (kind) {
        case "WORD" -> words.put(text(entry, "text"), values(entry));
        case "DOCUMENT" ->
            mixes.put(text(entry, "document"), new TopicMixes.Mix(amount(entry), values(entry)));
        case "AGENT" -> agents.put(text(entry, "text"), (long) amount(entry));
        case "COUNT" ->
            counts.add(text(entry, "document"), text(entry, "text"), (long) amount(entry));
        default -> throw new DataException("the model file has an entry of kind " + kind);
      }
    }
    metadata.requireEntries(read);
    Precision precision = Precision.ofBits(metadata.integer("spot.precision"));
    PeerGroups groups =
        new PeerGroups(metadata.integer("spot.peers.ipv4"), metadata.integer("spot.peers.ipv6"));
    return new ScoringModel(
        metadata.text("spot.recipe"),
        AgentCounts.of(agents),
        new TopicModel(
            metadata.number("spot.alpha"),
            metadata.number("spot.beta"),
            WordTable.of(topics, words),
            TopicMixes.of(topics, precision, mixes)),
        new CountingModel(counts, groups, metadata.number("spot.discount")),
        metadata.properties());
  }

  private static String text(GenericRecord entry, String field) {
    return required(entry, field).toString();
  }

  private static double amount(GenericRecord entry) {
    return (Double) required(entry, "amount");
  }

  private static double[] values(GenericRecord entry) {
    List<?> list = (List<?>) required(entry, "values");
    return list.stream().mapToDouble(value -> (Double) value).toArray();
  }

  private static Object required(GenericRecord entry, String field) {
    Object value = entry.get(field);
    if (value == null) {
      throw new DataException("the model file is damaged: an entry has no " + field);
    }
    return value;
  }
}
