package org.openspot.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads the plain part of YAML: one document of keys, lists and texts. It works on the parser's
 * events, so nothing is resolved or constructed, and anchors, aliases, tags and keys given twice
 * are seen and refused.
 */
final class YamlReader {
  private static final int DEEPEST = 20;
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

  private final String file;
  private final Problems problems;
  private final Parser parser;

  private YamlReader(String file, String text, Problems problems) {
    this.file = file;
    this.problems = problems;
    this.parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
  }

  /** The document's keys; a document without any content has none. */
  static ConfigNode.Mapping read(String file, String text, Problems problems) {
    Origin whole = new Origin(file, 0);
    try {
      ConfigNode root = new YamlReader(file, text, problems).document();
      if (root instanceof ConfigNode.Mapping mapping) {
        return mapping;
      }
      if (!(root instanceof ConfigNode.Nothing || root instanceof ConfigNode.Refused)) {
        problems.add(root.origin(), "must be a group of keys, but is " + root.kind());
      }
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      Origin origin = mark == null ? whole : new Origin(file, mark.getLine() + 1);
      problems.add(origin, "not YAML: " + oneLine(e.getProblem()));
    } catch (TooDeepException e) {
      problems.add(e.origin, "nested too deeply");
    } catch (RuntimeException e) {
      // SnakeYAML lets other exceptions of the JDK's out where a document is broken enough.
      problems.add(whole, "not YAML: " + oneLine(e.getMessage()));
    }
    return new ConfigNode.Mapping(Map.of(), whole);
  }

  private ConfigNode document() {
    parser.getEvent(); // the stream's start
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return new ConfigNode.Nothing(new Origin(file, 0));
    }
    parser.getEvent(); // the document's start
    ConfigNode root = node(0);
    parser.getEvent(); // the document's end
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      problems.add(at(parser.peekEvent()), "a second document (---) is not allowed");
    }
    return root;
  }

  private ConfigNode node(int depth) {
    Event event = parser.getEvent();
    Origin origin = at(event);
    if (depth > DEEPEST) {
      throw new TooDeepException(origin);
    }
    boolean refused = refuse(event, origin);
    ConfigNode node;
    if (event instanceof AliasEvent) {
      node = new ConfigNode.Refused(origin);
    } else if (event instanceof ScalarEvent scalar) {
      node =
          scalar.getScalarStyle() == ScalarStyle.PLAIN && NULLS.contains(scalar.getValue())
              ? new ConfigNode.Nothing(origin)
              : new ConfigNode.Text(scalar.getValue(), origin);
    } else if (event instanceof SequenceStartEvent) {
      node = sequence(origin, depth);
    } else {
      node = mapping(origin, depth);
    }
    return refused ? new ConfigNode.Refused(origin) : node;
  }

  private boolean refuse(Event event, Origin origin) {
    String tag = null;
    if (event instanceof ScalarEvent scalar) {
      tag = scalar.getTag();
    } else if (event instanceof CollectionStartEvent start) {
      tag = start.getTag();
    }
    if (event instanceof AliasEvent alias) {
      problems.add(origin, "aliases are not allowed: *" + alias.getAnchor());
      return true;
    }
    if (((NodeEvent) event).getAnchor() != null) {
      problems.add(origin, "anchors are not allowed: &" + ((NodeEvent) event).getAnchor());
      return true;
    }
    if (tag != null) {
      problems.add(origin, "tags are not allowed: " + oneLine(tag));
      return true;
    }
    return false;
  }

  private ConfigNode sequence(Origin origin, int depth) {
    List<ConfigNode> items = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.add(node(depth + 1));
    }
    parser.getEvent();
    return new ConfigNode.Sequence(items, origin);
  }

  private ConfigNode mapping(Origin origin, int depth) {
    Map<String, ConfigNode.Entry> entries = new LinkedHashMap<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Origin keyOrigin = at(parser.peekEvent());
      ConfigNode key = node(depth + 1);
      ConfigNode value = node(depth + 1);
      if (key instanceof ConfigNode.Text text) {
        ConfigNode.Entry earlier = entries.get(text.text());
        if (earlier == null) {
          entries.put(text.text(), new ConfigNode.Entry(keyOrigin, value));
        } else {
          problems.add(
              keyOrigin,
              oneLine(text.text()) + ": given twice, first on line " + earlier.origin().line());
        }
      } else if (!(key instanceof ConfigNode.Refused)) {
        problems.add(keyOrigin, "a key must be a text, but is " + key.kind());
      }
    }
    parser.getEvent();
    return new ConfigNode.Mapping(entries, origin);
  }

  private Origin at(Event event) {
    return new Origin(file, event.getStartMark().getLine() + 1);
  }

  private static String oneLine(String text) {
    return text == null ? "cannot be read" : text.replaceAll("\\s+", " ").strip();
  }

  private static final class TooDeepException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Origin origin;

    TooDeepException(Origin origin) {
      this.origin = origin;
    }
  }
}
