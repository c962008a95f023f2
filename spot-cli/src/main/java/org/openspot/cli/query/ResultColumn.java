package org.openspot.cli.query;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A column of an answer. */
public record ResultColumn(String name, boolean numeric) {
  /**
   * The columns of an answer. HiveServer2 puts the table before the name ({@code flow.sip}): that
   * goes, unless two columns would then have one name.
   */
  public static List<ResultColumn> of(ResultSetMetaData answer) throws SQLException {
    List<String> full = new ArrayList<>();
    List<String> bare = new ArrayList<>();
    for (int i = 1; i <= answer.getColumnCount(); i++) {
      String label = answer.getColumnLabel(i);
      full.add(label);
      bare.add(label.substring(label.lastIndexOf('.') + 1));
    }
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 0; i < full.size(); i++) {
      boolean shared = Collections.frequency(bare, bare.get(i)) > 1;
      columns.add(
          new ResultColumn(
              shared ? full.get(i) : bare.get(i), isNumber(answer.getColumnType(i + 1))));
    }
    return List.copyOf(columns);
  }

  private static boolean isNumber(int type) {
    return switch (type) {
      case Types.TINYINT,
              Types.SMALLINT,
              Types.INTEGER,
              Types.BIGINT,
              Types.FLOAT,
              Types.REAL,
              Types.DOUBLE,
              Types.DECIMAL,
              Types.NUMERIC ->
          true;
      default -> false;
    };
  }
}
