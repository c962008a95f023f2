package org.openspot.scoring.model.saved;

import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.file.DataFileStream;
import org.openspot.core.error.DataException;

/** The single values of a model file. */
final class ModelMetadata {
  private final DataFileStream<?> stream;

  ModelMetadata(DataFileStream<?> stream) {
    this.stream = stream;
  }

  void requireVersion(long version) {
    String found = stream.getMetaString(ModelFile.VERSION_KEY);
    if (!Long.toString(version).equals(found)) {
      throw new DataException(
          found == null
              ? "the file is Avro, but no scoring model"
              : "the model has version "
                  + found
                  + ", this program reads version "
                  + version
                  + ": train again");
    }
  }

  /** Avro takes a file that ends within a block for one that ends before it. */
  void requireEntries(long read) {
    String written = stream.getMetaString(ModelFile.ENTRIES_KEY);
    // Models of before do not say it.
    if (written != null && !written.equals(Long.toString(read))) {
      throw new DataException(
          "the model file is damaged: " + read + " of " + written + " entries are there");
    }
  }

  String text(String key) {
    String value = stream.getMetaString(key);
    if (value == null) {
      throw new DataException("the model file is damaged: it has no " + key);
    }
    return value;
  }

  int integer(String key) {
    return (int) number(key);
  }

  double number(String key) {
    try {
      return Double.parseDouble(text(key));
    } catch (NumberFormatException e) {
      throw new DataException("the model file is damaged: " + key + " is no number", e);
    }
  }

  Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    for (String key : stream.getMetaKeys()) {
      if (key.startsWith(ModelFile.PROPERTY_PREFIX)) {
        properties.put(key.substring(ModelFile.PROPERTY_PREFIX.length()), text(key));
      }
    }
    return properties;
  }
}
