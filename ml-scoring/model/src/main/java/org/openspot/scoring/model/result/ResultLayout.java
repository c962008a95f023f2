package org.openspot.scoring.model.result;

import java.io.Serializable;
import java.util.List;
import org.openspot.scoring.model.record.DnsRecord;

/**
 * Which columns the results of a source have: some of the table's, what scoring adds, and the score
 * at the end. The layout is Spot's.
 *
 * @param table the table whose columns they are
 * @param tableColumns the columns, in the order of the file
 * @param hasWord whether the word stands between them and the score
 */
public record ResultLayout(String table, List<String> tableColumns, boolean hasWord)
    implements Serializable {
  public static final ResultLayout FLOW =
      new ResultLayout(
          "flow",
          List.of(
              "treceived",
              "tryear",
              "trmonth",
              "trday",
              "trhour",
              "trminute",
              "trsec",
              "tdur",
              "sip",
              "dip",
              "sport",
              "dport",
              "proto",
              "ipkt",
              "ibyt",
              "opkt",
              "obyt"),
          false);

  public static final ResultLayout DNS = new ResultLayout("dns", DnsRecord.COLUMNS, false);

  public static final ResultLayout PROXY =
      new ResultLayout(
          "proxy",
          List.of(
              "p_date",
              "p_time",
              "clientip",
              "host",
              "reqmethod",
              "useragent",
              "resconttype",
              "duration",
              "username",
              "webcat",
              "referer",
              "respcode",
              "uriport",
              "uripath",
              "uriquery",
              "serverip",
              "scbytes",
              "csbytes",
              "fulluri"),
          true);

  public ResultLayout {
    tableColumns = List.copyOf(tableColumns);
  }

  /** How many fields a line has. */
  public int width() {
    return tableColumns.size() + (hasWord ? 2 : 1);
  }

  /** The name of the file, as Spot calls it. */
  public String fileName() {
    return table + "_results.csv";
  }
}
