package org.openspot.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.FileTrouble;

/**
 * Binds one spot.yaml and the environment to a tree of records whose components are {@link
 * Setting}s, strictly: unknown keys, wrong types, missing and impossible values are problems, and
 * all of them are reported at once, each with its line or variable and its path.
 *
 * <p>The YAML is plain: keys, lists and texts, no anchors, aliases, tags, second documents or keys
 * given twice. In values, <code>${home}</code> is the root record's {@code home} (its first
 * component), and under a named record <code>${name}</code> its name; <code>$${</code> is a plain
 * <code>${</code>. A relative Path starts at the working directory. A record checks itself in its
 * compact constructor and throws IllegalArgumentException, whose message is reported with the
 * record's path.
 *
 * <p>The variable {@code SPOT_} + path, in upper case and every other character an underscore,
 * overrides a setting: {@code SPOT_PIPELINES_FLOW_INLINE_LIMIT}. A list's items are separated by
 * commas. Named records are those of the file. A property that the file does not have is taken in
 * lower case with dots: {@code SPOT_KAFKA_PROPERTIES_SECURITY_PROTOCOL} is {@code
 * security.protocol}.
 *
 * <p>Immutable.
 */
public final class ConfigBinder<T extends Record> {
  private final Class<T> root;
  private final Shape.Group shape;
  private final Set<String> otherVariables;

  private ConfigBinder(Class<T> root, Set<String> otherVariables) {
    this.root = root;
    this.shape = Shape.of(root);
    this.otherVariables = Set.copyOf(otherVariables);
  }

  /**
   * A binder to a record type.
   *
   * @param otherVariables variables that begin with SPOT_ and are not settings
   * @throws IllegalStateException if the type cannot be a configuration: a mistake in the program
   */
  public static <T extends Record> ConfigBinder<T> of(Class<T> root, Set<String> otherVariables) {
    return new ConfigBinder<>(root, otherVariables);
  }

  /**
   * Reads and binds a file.
   *
   * @throws ConfigException if it cannot be read, or with every problem in it
   */
  public BoundConfig<T> load(Path file, Map<String, String> environment) {
    try {
      return bind(file.toString(), Files.readString(file), environment);
    } catch (IOException e) {
      throw new ConfigException(file + ": " + FileTrouble.reason(e), e);
    }
  }

  /**
   * Binds a text.
   *
   * @param file what problems call it
   * @throws ConfigException with every problem in it
   */
  public BoundConfig<T> bind(String file, String text, Map<String, String> environment) {
    Problems problems = new Problems();
    ConfigNode.Mapping tree = YamlReader.read(file, text, problems);
    Binding binding = new Binding(problems, new Environment(environment, otherVariables, problems));
    if (tree.origin().line() != 0 || !problems.any()) {
      Object value = binding.root(shape, tree);
      if (!problems.any()) {
        return new BoundConfig<>(root.cast(value), binding.effective());
      }
    }
    throw problems.asException();
  }

  /** Every setting with its type, default and purpose, as the Markdown of docs/configuration.md. */
  public String reference() {
    return new ConfigReference().markdown(shape);
  }
}
