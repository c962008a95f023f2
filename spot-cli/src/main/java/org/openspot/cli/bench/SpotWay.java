package org.openspot.cli.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.openspot.core.error.RetriableException;
import org.openspot.parsers.process.Complaints;
import org.openspot.parsers.process.Tool;
import org.openspot.parsers.process.ToolLimits;
import org.openspot.schema.Ddl;
import org.openspot.schema.TableSpec;
import org.openspot.store.files.HadoopTableFiles;

/**
 * What Apache Spot's classic worker does with a file: nfdump prints it to text, the text goes to
 * HDFS under an external table, and Hive copies that into the Parquet table. The partition is named
 * by the caller, as Spot names it after the file.
 */
public final class SpotWay {
  private static final String FORMAT =
      "fmt:%tr,%ts,%te,%sa,%da,%sp,%dp,%pr,%flg,%fwd,%stos,%ipkt,%ibyt,%opkt,%obyt,%in,%out,"
          + "%sas,%das,%dtos,%dir,%ra";
  private static final ToolLimits LIMITS = new ToolLimits(Duration.ofHours(1), 4L << 30);

  private final Connection hive;
  private final HadoopTableFiles files;
  private final String nfdump;
  private final String root;

  /**
   * @param hive a connection of which the current database is the benchmark's
   * @param root a directory in HDFS for what this makes
   */
  public SpotWay(Connection hive, HadoopTableFiles files, String nfdump, String root) {
    this.hive = hive;
    this.files = files;
    this.nfdump = nfdump;
    this.root = root;
  }

  /**
   * Makes the table that {@link #ingest} fills: {@code flow}'s columns, under the database's name.
   */
  public void createTable(String database) throws SQLException {
    execute(
        Ddl.createTable(database, TableSpec.load("flow", "flow_spot"), files.uri(root + "/hive")));
  }

  /** Brings one file into the table. */
  public void ingest(Path file, Path scratch, Instant hour) throws SQLException {
    Path text = scratch.resolve(file.getFileName() + ".csv");
    String stage = root + "/stage";
    try {
      print(file, text);
      upload(text, stage + "/" + text.getFileName());
      execute("DROP TABLE IF EXISTS flow_tmp");
      execute(
          "CREATE EXTERNAL TABLE flow_tmp (tr STRING, ts STRING, te STRING, sa STRING, da STRING,"
              + " sp STRING, dp STRING, pr STRING, flg STRING, fwd STRING, stos STRING,"
              + " ipkt STRING, ibyt STRING, opkt STRING, obyt STRING, inp STRING, outp STRING,"
              + " sas STRING, das STRING, dtos STRING, dir STRING, ra STRING)"
              + " ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' STORED AS TEXTFILE LOCATION '"
              + files.uri(stage)
              + "'");
      execute(insert(hour));
      execute("DROP TABLE flow_tmp");
      files.delete(stage);
      Files.delete(text);
    } catch (IOException e) {
      throw new RetriableException("cannot write " + text, e);
    }
  }

  private void print(Path file, Path text) throws IOException {
    try (OutputStream out = Files.newOutputStream(text)) {
      Tool.locate(nfdump)
          .run(
              LIMITS,
              List.of("-C", "none", "-q", "-N", "-o", FORMAT, "-r", file.toString()),
              output -> output.transferTo(out),
              Complaints.NOTHING_IS_HARMLESS);
    }
  }

  private void upload(Path text, String target) throws IOException {
    try (OutputStream out = files.create(target)) {
      Files.copy(text, out);
    }
  }

  private static String insert(Instant hour) {
    LocalDateTime at = LocalDateTime.ofInstant(hour, ZoneOffset.UTC);
    return String.format(
        Locale.ROOT,
        "INSERT INTO TABLE flow_spot PARTITION (y=%d, m=%d, d=%d, h=%d) SELECT"
            + " SUBSTR(tr,1,19), UNIX_TIMESTAMP(SUBSTR(tr,1,19)),"
            + " CAST(SUBSTR(tr,1,4) AS INT), CAST(SUBSTR(tr,6,2) AS INT),"
            + " CAST(SUBSTR(tr,9,2) AS INT), CAST(SUBSTR(tr,12,2) AS INT),"
            + " CAST(SUBSTR(tr,15,2) AS INT), CAST(SUBSTR(tr,18,2) AS INT),"
            + " CAST(UNIX_TIMESTAMP(SUBSTR(te,1,19)) - UNIX_TIMESTAMP(SUBSTR(ts,1,19)) AS FLOAT),"
            + " TRIM(sa), TRIM(da), CAST(TRIM(sp) AS INT), CAST(TRIM(dp) AS INT), TRIM(pr), flg,"
            + " CAST(TRIM(fwd) AS INT), CAST(TRIM(stos) AS INT), CAST(TRIM(ipkt) AS BIGINT),"
            + " CAST(TRIM(ibyt) AS BIGINT), CAST(TRIM(opkt) AS BIGINT),"
            + " CAST(TRIM(obyt) AS BIGINT), CAST(TRIM(inp) AS BIGINT),"
            + " CAST(TRIM(outp) AS BIGINT), CAST(TRIM(sas) AS BIGINT),"
            + " CAST(TRIM(das) AS BIGINT), CAST(TRIM(dtos) AS INT),"
            + " IF(TRIM(dir) = 'E', 1, 0), TRIM(ra) FROM flow_tmp",
        at.getYear(),
        at.getMonthValue(),
        at.getDayOfMonth(),
        at.getHour());
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = hive.createStatement()) {
      statement.execute(sql);
    }
  }
}
