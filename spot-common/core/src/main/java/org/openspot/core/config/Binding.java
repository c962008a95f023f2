package org.openspot.core.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openspot.core.error.ConfigException;

/**
 * One walk over the records and the file beside each other. A method that returns null has reported
 * why; the walk goes on, so that every problem is found.
 */
final class Binding {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

  /**
   * Where the walk is.
   *
   * @param around what to name for something that is missing here
   */
  private record Place(String path, int depth, Origin around, Variables variables) {
    Place under(String key, Origin origin) {
      return new Place(path.isEmpty() ? key : path + "." + key, depth + 1, origin, variables);
    }

    Place with(Variables others) {
      return new Place(path, depth, around, others);
    }
  }

  private final Problems problems;
  private final Environment environment;
  private final List<EffectiveSetting> effective = new ArrayList<>();

  Binding(Problems problems, Environment environment) {
    this.problems = problems;
    this.environment = environment;
  }

  /** Binds the whole file; null if anything is wrong with it. */
  Object root(Shape.Group group, ConfigNode.Mapping file) {
    Object value =
        group(
            group, file, new Place("", -1, new Origin(file.origin().place(), 0), Variables.none()));
    environment.reportUnknown();
    return value;
  }

  List<EffectiveSetting> effective() {
    return effective;
  }

  private Object group(Shape.Group group, ConfigNode node, Place place) {
    Optional<Map<String, ConfigNode.Entry>> entries = entries(node, place);
    if (entries.isEmpty()) {
      return null;
    }
    List<String> keys = group.fields().stream().map(Shape.Field::key).toList();
    entries
        .get()
        .forEach(
            (key, entry) -> {
              if (!keys.contains(key)) {
                unknown(place.under(key, entry.origin()), key, keys);
              }
            });
    Place here = place;
    List<Object> values = new ArrayList<>();
    for (Shape.Field field : group.fields()) {
      Object value = field(field, Optional.ofNullable(entries.get().get(field.key())), here);
      values.add(value);
      if (here.path().isEmpty() && field.key().equals("home")) {
        String home = value instanceof Path path ? path.toString() : "";
        here = here.with(here.variables().with("home", home));
      }
    }
    return values.contains(null) ? null : make(group, values, place);
  }

  private void unknown(Place place, String key, List<String> keys) {
    String hint =
        Suggestion.closest(key, keys).map(close -> "; did you mean " + close + "?").orElse("");
    problems.add(place.around(), place.path().replaceAll("\\p{Cntrl}", "?"), "unknown key" + hint);
  }

  private Object make(Shape.Group group, List<Object> values, Place place) {
    try {
      return Shape.make(group, values);
    } catch (ConfigException e) {
      e.problems().forEach(problem -> problems.add(place.around(), place.path(), problem));
    } catch (IllegalArgumentException | ArithmeticException e) {
      problems.add(place.around(), place.path(), e.getMessage());
    }
    return null;
  }

  private Object field(Shape.Field field, Optional<ConfigNode.Entry> entry, Place around) {
    Place place =
        around.under(field.key(), entry.map(ConfigNode.Entry::origin).orElse(around.around()));
    ConfigNode node =
        entry.map(ConfigNode.Entry::value).orElseGet(() -> new ConfigNode.Nothing(place.around()));
    if (field.shape() instanceof Shape.Scalar scalar) {
      return scalar(field, scalar.type(), entry, place);
    } else if (field.shape() instanceof Shape.Texts) {
      return texts(field, entry, place);
    } else if (field.shape() instanceof Shape.Properties) {
      return properties(field, node, place);
    } else if (field.shape() instanceof Shape.Named named) {
      return named(field, named.group(), node, place);
    }
    head(field.key(), place);
    return group((Shape.Group) field.shape(), node, place);
  }

  private Object scalar(
      Shape.Field field, ScalarType type, Optional<ConfigNode.Entry> entry, Place place) {
    ConfigNode node = environment.get(place.path()).<ConfigNode>map(text -> text).orElse(null);
    if (node == null) {
      node = entry.map(ConfigNode.Entry::value).orElse(null);
    }
    if (node == null) {
      if (field.required()) {
        problems.add(place.around(), place.path(), "missing");
        return null;
      }
      node = new ConfigNode.Text(field.setting().value(), Origin.DEFAULT);
    }
    Optional<String> text = text(node, type.name(), place);
    if (text.isEmpty()) {
      return null;
    }
    try {
      Object value = type.read(text.get());
      String shown = value instanceof Path ? value.toString() : text.get();
      show(field.key(), yaml(field.setting().secret(), field.key(), shown), node.origin(), place);
      return value;
    } catch (IllegalArgumentException e) {
      problems.add(
          node.origin(),
          place.path(),
          field.setting().secret() ? "not a " + type.name() : e.getMessage());
      return null;
    }
  }

  private Object texts(Shape.Field field, Optional<ConfigNode.Entry> entry, Place place) {
    ConfigNode node =
        environment
            .get(place.path())
            .<ConfigNode>map(text -> split(text.text(), text.origin()))
            .or(() -> entry.map(ConfigNode.Entry::value))
            .orElse(null);
    if (node == null) {
      if (field.required()) {
        problems.add(place.around(), place.path(), "missing");
        return null;
      }
      node = split(field.setting().value(), Origin.DEFAULT);
    }
    if (node instanceof ConfigNode.Nothing) {
      node = new ConfigNode.Sequence(List.of(), node.origin());
    }
    if (!(node instanceof ConfigNode.Sequence sequence)) {
      wrongKind(node, "a list", place);
      return null;
    }
    List<String> values = new ArrayList<>();
    for (ConfigNode item : sequence.items()) {
      text(item, "a text", place).ifPresent(values::add);
    }
    if (values.size() != sequence.items().size()) {
      return null;
    }
    String shown =
        values.stream()
            .map(value -> yaml(field.setting().secret(), field.key(), value))
            .collect(Collectors.joining(", ", "[", "]"));
    show(field.key(), shown, node.origin(), place);
    return List.copyOf(values);
  }

  private static ConfigNode.Sequence split(String text, Origin origin) {
    return new ConfigNode.Sequence(
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(item -> !item.isEmpty())
            .<ConfigNode>map(item -> new ConfigNode.Text(item, origin))
            .toList(),
        origin);
  }

  private Object properties(Shape.Field field, ConfigNode node, Place place) {
    Optional<Map<String, ConfigNode.Entry>> entries = entries(node, place);
    if (entries.isEmpty()) {
      return null;
    }
    Map<String, ConfigNode> nodes = new LinkedHashMap<>();
    entries
        .get()
        .forEach(
            (key, entry) -> {
              ConfigNode override = environment.get(place.path() + "." + key).orElse(null);
              nodes.put(key, override == null ? entry.value() : override);
            });
    nodes.putAll(environment.propertiesUnder(place.path()));
    if (nodes.isEmpty() && field.required()) {
      problems.add(place.around(), place.path(), "missing");
      return null;
    }
    head(field.key(), place, nodes.isEmpty());
    Map<String, String> values = new LinkedHashMap<>();
    nodes.forEach(
        (key, value) -> {
          Place under = place.under(key, value.origin());
          text(value, "a text", under)
              .ifPresent(
                  text -> {
                    values.put(key, text);
                    String shown = yaml(field.setting().secret(), key, text);
                    show(key, shown, value.origin(), under);
                  });
        });
    return values.size() == nodes.size() ? Collections.unmodifiableMap(values) : null;
  }

  private Object named(Shape.Field field, Shape.Group group, ConfigNode node, Place place) {
    Optional<Map<String, ConfigNode.Entry>> entries = entries(node, place);
    if (entries.isEmpty()) {
      return null;
    }
    if (entries.get().isEmpty() && field.required()) {
      problems.add(place.around(), place.path(), "missing");
      return null;
    }
    head(field.key(), place, entries.get().isEmpty());
    Map<String, Object> values = new LinkedHashMap<>();
    entries
        .get()
        .forEach(
            (name, entry) -> {
              Place under =
                  place.under(name, entry.origin()).with(place.variables().with("name", name));
              if (!NAME.matcher(name).matches()) {
                problems.add(
                    entry.origin(), place.path(), "a name has letters, digits, - and _ only");
                return;
              }
              head(name, under);
              Object value = group(group, entry.value(), under);
              if (value != null) {
                values.put(name, value);
              }
            });
    return values.size() == entries.get().size() ? Collections.unmodifiableMap(values) : null;
  }

  /** The keys of a group that may be left out; empty if it is something else. */
  private Optional<Map<String, ConfigNode.Entry>> entries(ConfigNode node, Place place) {
    if (node instanceof ConfigNode.Mapping mapping) {
      return Optional.of(mapping.entries());
    }
    if (node instanceof ConfigNode.Nothing) {
      return Optional.of(Map.of());
    }
    wrongKind(node, "a group of keys", place);
    environment.skip(place.path());
    return Optional.empty();
  }

  private Optional<String> text(ConfigNode node, String wanted, Place place) {
    if (node instanceof ConfigNode.Text text) {
      try {
        return Optional.of(place.variables().expand(text.text()));
      } catch (IllegalArgumentException e) {
        problems.add(node.origin(), place.path(), e.getMessage());
      }
    } else if (node instanceof ConfigNode.Nothing) {
      problems.add(
          node.origin(),
          place.path(),
          "has no value; take the line out for the default, or write \"\" for an empty text");
    } else {
      wrongKind(node, wanted, place);
    }
    return Optional.empty();
  }

  private void wrongKind(ConfigNode node, String wanted, Place place) {
    if (!(node instanceof ConfigNode.Refused)) {
      problems.add(node.origin(), place.path(), "must be " + wanted + ", but is " + node.kind());
    }
  }

  private static String yaml(boolean secret, String key, String value) {
    if ((secret || Secrets.isSecret(key)) && !value.isEmpty()) {
      return YamlText.of(Secrets.HIDDEN);
    }
    return YamlText.of(Variables.escape(Secrets.hideInside(value)));
  }

  private void show(String key, String yaml, Origin origin, Place place) {
    effective.add(new EffectiveSetting(place.depth(), key, yaml, origin));
  }

  private void head(String key, Place place) {
    head(key, place, false);
  }

  private void head(String key, Place place, boolean empty) {
    effective.add(new EffectiveSetting(place.depth(), key, empty ? "{}" : "", Origin.DEFAULT));
  }
}
