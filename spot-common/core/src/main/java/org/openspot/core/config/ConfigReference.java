package org.openspot.core.config;

import java.util.ArrayList;
import java.util.List;

/** Renders the reference of all settings: a table for each group, groups in the order declared. */
final class ConfigReference {
  private record Section(String path, String doc, Shape.Group group) {}

  private final StringBuilder text = new StringBuilder();

  String markdown(Shape.Group root) {
    section(new Section("", "", root));
    return text.toString();
  }

  private void section(Section section) {
    List<Section> inner = new ArrayList<>();
    StringBuilder rows = new StringBuilder();
    for (Shape.Field field : section.group().fields()) {
      String path = section.path().isEmpty() ? field.key() : section.path() + "." + field.key();
      if (field.shape() instanceof Shape.Group group) {
        inner.add(new Section(path, field.setting().doc(), group));
      } else if (field.shape() instanceof Shape.Named named) {
        inner.add(new Section(path + ".<name>", field.setting().doc(), named.group()));
      } else {
        rows.append(row(field, path));
      }
    }
    if (!section.path().isEmpty()) {
      text.append("\n### `")
          .append(section.path())
          .append("`\n")
          .append(section.doc())
          .append('\n');
    }
    if (!rows.isEmpty()) {
      text.append("\n| key | type | default | what it does |\n|---|---|---|---|\n").append(rows);
    }
    inner.forEach(this::section);
  }

  private static String row(Shape.Field field, String path) {
    String fallback;
    if (field.required()) {
      fallback = "*required*";
    } else if (field.setting().value().isEmpty()) {
      fallback = "*empty*";
    } else {
      fallback = "`" + field.setting().value() + "`";
    }
    String secret = field.setting().secret() ? " Hidden by `spot config show`." : "";
    return "| `%s` | %s | %s | %s%s |\n"
        .formatted(path, type(field.shape()), fallback, cell(field.setting().doc()), secret);
  }

  private static String type(Shape shape) {
    if (shape instanceof Shape.Scalar scalar) {
      return cell(scalar.type().name());
    }
    return shape instanceof Shape.Texts ? "list of texts" : "properties";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
