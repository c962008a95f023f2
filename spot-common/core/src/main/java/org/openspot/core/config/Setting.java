package org.openspot.core.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Documents a component of a configuration record and gives its default. The key in spot.yaml is
 * the component's name with hyphens: {@code inlineLimit} is {@code inline-limit}. Types that bind:
 * String, int, long, boolean, Duration ({@code 5s}), {@link DataSize} ({@code 1MiB}), Path, enums
 * (lower case), {@code List<String>}, {@code Map<String, String>}, another such record, and {@code
 * Map<String, record>}. {@link ConfigBinder} says how values are written and overridden.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** Says that there is no default: the key must be set. */
  String REQUIRED = "\0required";

  /** What the setting does, in one or two sentences, for docs/configuration.md. */
  String doc();

  /**
   * The default as it would stand in spot.yaml, with <code>${home}</code> and, in a named record,
   * <code>${name}</code>; empty for an empty list, map or optional text. A record has none.
   */
  String value() default REQUIRED;

  /** True for a value that {@code spot config show} must hide. */
  boolean secret() default false;
}
