package org.openspot.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads partitions as people write them: {@code 0}, {@code 0-3}, {@code 0,2,5-7}. */
final class PartitionList implements ITypeConverter<PartitionList.Partitions> {
  /** Partitions in ascending order, each once. */
  record Partitions(List<Integer> all) {}

  private static final Pattern PART = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

  @Override
  public Partitions convert(String text) {
    TreeSet<Integer> partitions = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = PART.matcher(part.strip());
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is no list of partitions such as 0, 0-3 or 0,2,5-7");
      }
      int first = Integer.parseInt(matcher.group(1));
      int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
      if (last < first) {
        throw new TypeConversionException("'" + part + "' ends before it begins");
      }
      for (int partition = first; partition <= last; partition++) {
        partitions.add(partition);
      }
    }
    return new Partitions(new ArrayList<>(partitions));
  }
}
