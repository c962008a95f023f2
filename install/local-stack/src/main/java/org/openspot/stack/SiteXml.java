package org.openspot.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Hadoop's configuration format: {@code <configuration><property>…}. */
final class SiteXml {
  private SiteXml() {}

  static void write(Path file, Map<String, String> settings) throws IOException {
    Files.writeString(file, render(settings));
  }

  static String render(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(SiteXml::property)
        .collect(
            Collectors.joining(
                "", "<?xml version=\"1.0\"?>\n<configuration>\n", "</configuration>\n"));
  }

  private static String property(Map.Entry<String, String> setting) {
    return "  <property><name>"
        + escape(setting.getKey())
        + "</name><value>"
        + escape(setting.getValue())
        + "</value></property>\n";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
