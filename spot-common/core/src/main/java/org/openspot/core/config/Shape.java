package org.openspot.core.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What may stand at a place of the configuration: the records, read once by reflection. */
sealed interface Shape {
  /** One text. */
  record Scalar(ScalarType type) implements Shape {}

  /** A list of texts. */
  record Texts() implements Shape {}

  /** Texts under free keys: properties that pass through. */
  record Properties() implements Shape {}

  /** The keys of a record. */
  record Group(Constructor<?> constructor, List<Field> fields) implements Shape {}

  /** One record under each of any number of names. */
  record Named(Group group) implements Shape {}

  /** A key of a group: a component of the record, and what its {@link Setting} says. */
  record Field(String key, Setting setting, Shape shape) {
    boolean required() {
      return setting.value().equals(Setting.REQUIRED);
    }
  }

  /**
   * The shape of a record type.
   *
   * @throws IllegalStateException if the record cannot be a configuration: a mistake in the program
   */
  static Group of(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new IllegalStateException(type + " is not a record");
    }
    List<Field> fields = new ArrayList<>();
    for (RecordComponent component : components) {
      Setting setting = component.getAnnotation(Setting.class);
      if (setting == null) {
        throw new IllegalStateException(type + "." + component.getName() + " has no @Setting");
      }
      String key = key(component.getName());
      Field field = new Field(key, setting, of(component.getGenericType(), type + "." + key));
      checkDefault(field, type);
      fields.add(field);
    }
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return new Group(constructor, List.copyOf(fields));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Makes the record.
   *
   * @throws RuntimeException what the record's constructor threw
   */
  static Object make(Group group, List<Object> values) {
    try {
      return group.constructor().newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(group.constructor().toString(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(group.constructor().toString(), e);
    }
  }

  private static Shape of(Type type, String where) {
    if (type instanceof Class<?> simple) {
      return ScalarType.of(simple)
          .<Shape>map(Scalar::new)
          .orElseGet(
              () -> {
                if (simple.isRecord()) {
                  return of(simple);
                }
                throw new IllegalStateException(where + ": " + type + " does not bind");
              });
    }
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class && arguments[0] == String.class) {
        return new Texts();
      }
      if (generic.getRawType() == Map.class && arguments[0] == String.class) {
        if (arguments[1] == String.class) {
          return new Properties();
        }
        if (arguments[1] instanceof Class<?> named && named.isRecord()) {
          return new Named(of(named));
        }
      }
    }
    throw new IllegalStateException(where + ": " + type + " does not bind");
  }

  /** A default that does not bind is found when the program starts, whatever the file says. */
  private static void checkDefault(Field field, Class<?> type) {
    String text = field.setting().value();
    boolean good = true;
    if (field.shape() instanceof Scalar scalar && !field.required()) {
      try {
        scalar.type().read(Variables.none().with("home", "/").with("name", "x").expand(text));
      } catch (IllegalArgumentException e) {
        throw new IllegalStateException(type + "." + field.key() + ": bad default", e);
      }
    } else if (field.shape() instanceof Properties || field.shape() instanceof Named) {
      good = field.required() || text.isEmpty();
    }
    if (!good) {
      throw new IllegalStateException(type + "." + field.key() + ": can only be empty by default");
    }
  }

  /** {@code inlineLimit} is {@code inline-limit}. */
  private static String key(String component) {
    return component.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
