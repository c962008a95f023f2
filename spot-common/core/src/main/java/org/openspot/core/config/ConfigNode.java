package org.openspot.core.config;

import java.util.List;
import java.util.Map;

/** A piece of a configuration file: its text and where it stands, no types yet. */
sealed interface ConfigNode {
  Origin origin();

  /** What kind of thing it is, for a message. */
  String kind();

  /** A value. */
  record Text(String text, Origin origin) implements ConfigNode {
    @Override
    public String kind() {
      return "a single value";
    }
  }

  /** A key with nothing after it. */
  record Nothing(Origin origin) implements ConfigNode {
    @Override
    public String kind() {
      return "nothing";
    }
  }

  /** A list. */
  record Sequence(List<ConfigNode> items, Origin origin) implements ConfigNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys and what they stand for, in the order of the file. */
  record Mapping(Map<String, Entry> entries, Origin origin) implements ConfigNode {
    @Override
    public String kind() {
      return "a group of keys";
    }
  }

  /** Something that was refused and reported already. */
  record Refused(Origin origin) implements ConfigNode {
    @Override
    public String kind() {
      return "refused";
    }
  }

  /** A key of a mapping. */
  record Entry(Origin origin, ConfigNode value) {}
}
