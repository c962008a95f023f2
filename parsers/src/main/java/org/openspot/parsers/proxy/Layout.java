package org.openspot.parsers.proxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import org.openspot.schema.TableSpec;

/** What the fields of a line are, as a {@code #Fields:} directive says. Immutable. */
final class Layout {
  /** No field, no column. */
  static final int NONE = -1;

  /** Blue Coat's bcreportermain_v1, the only order of fields that Spot reads. */
  static final String BLUECOAT_27 =
      "date time time-taken c-ip cs-username cs-auth-group x-exception-id sc-filter-result"
          + " cs-categories cs(Referer) sc-status s-action cs-method rs(Content-Type)"
          + " cs-uri-scheme cs-host cs-uri-port cs-uri-path cs-uri-query cs-uri-extension"
          + " cs(User-Agent) s-ip sc-bytes cs-bytes x-virus-id x-bluecoat-application-name"
          + " x-bluecoat-application-operation";

  /** Blue Coat's main, as SGOS 3 and 4 write it. */
  static final String BLUECOAT_26 =
      "date time time-taken c-ip sc-status s-action sc-bytes cs-bytes cs-method cs-uri-scheme"
          + " cs-host cs-uri-path cs-uri-query cs-username s-hierarchy s-supplier-name"
          + " rs(Content-Type) cs(User-Agent) sc-filter-result sc-filter-category x-virus-id s-ip"
          + " s-sitename x-virus-details x-icap-error-code x-icap-error-details";

  /** A field with a number: its column, what one is in the column's unit, and why it is refused. */
  record Count(int field, int column, int scale, String fault) {}

  private final int[] textColumns;
  private final Count[] numbers;
  private final boolean[] bracketed;
  private final int dateField;
  private final int timeField;
  private final int bracketedTimeField;
  private final int unixTimeField;
  private final int uriField;
  private final String countFault;

  private Layout(List<String> identifiers, TableSpec table) {
    int fields = identifiers.size();
    textColumns = new int[fields];
    Arrays.fill(textColumns, NONE);
    bracketed = new boolean[fields];
    Map<String, Integer> fieldByColumn = new HashMap<>();
    for (int field = 0; field < fields; field++) {
      String identifier = identifiers.get(field);
      bracketed[field] = Identifiers.BRACKETED_TIMES.contains(identifier);
      Identifiers.Target target = Identifiers.target(identifier);
      if (target != null) {
        Integer other = fieldByColumn.get(target.column());
        if (other == null || Identifiers.target(identifiers.get(other)).rank() > target.rank()) {
          fieldByColumn.put(target.column(), field);
        }
      }
    }
    List<Count> found = new ArrayList<>();
    fieldByColumn.forEach(
        (name, field) -> {
          int column = table.column(name);
          if (Identifiers.NUMBERS.contains(name)) {
            String identifier = identifiers.get(field);
            int scale = identifier.equals(Identifiers.SECONDS_TAKEN) ? 1000 : 1;
            found.add(new Count(field, column, scale, identifier + " is not a number"));
          } else {
            textColumns[field] = column;
          }
        });
    numbers = found.toArray(new Count[0]);
    dateField = identifiers.indexOf("date");
    timeField = identifiers.indexOf("time");
    bracketedTimeField = first(identifiers, Identifiers.BRACKETED_TIMES);
    unixTimeField = first(identifiers, Identifiers.UNIX_TIMES);
    uriField = first(identifiers, Identifiers.URIS);
    countFault = "not the " + fields + " fields of the layout";
  }

  private static int first(List<String> identifiers, List<String> wanted) {
    for (String identifier : wanted) {
      int field = identifiers.indexOf(identifier);
      if (field >= 0) {
        return field;
      }
    }
    return NONE;
  }

  /** The layout of fields named one after the other, with blanks between. */
  static Layout of(String identifiers, TableSpec table) {
    List<String> list = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(identifiers, " \t");
    while (tokens.hasMoreTokens()) {
      list.add(tokens.nextToken().toLowerCase(Locale.ROOT));
    }
    return new Layout(list, table);
  }

  /** The layout that a piece of a buffer names. */
  static Layout of(byte[] buffer, int from, int to, TableSpec table) {
    return of(new String(buffer, from, to - from, StandardCharsets.ISO_8859_1), table);
  }

  /** How many fields a line has. */
  int fields() {
    return textColumns.length;
  }

  /** The column of a field with text, or {@link #NONE}. */
  int textColumn(int field) {
    return textColumns[field];
  }

  /** The fields with numbers; not to be changed. */
  Count[] numbers() {
    return numbers;
  }

  /** Which fields may have blanks between brackets; not to be changed. */
  boolean[] bracketed() {
    return bracketed;
  }

  int dateField() {
    return dateField;
  }

  int timeField() {
    return timeField;
  }

  int bracketedTimeField() {
    return bracketedTimeField;
  }

  int unixTimeField() {
    return unixTimeField;
  }

  /** The field with a URL for the columns that have no field of their own, or {@link #NONE}. */
  int uriField() {
    return uriField;
  }

  /** Why a line with another number of fields is refused. */
  String countFault() {
    return countFault;
  }
}
