package org.openspot.scoring.spark;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Opens Spark as scoring needs it. */
public final class ScoringSession {
  private ScoringSession() {}

  /**
   * A session; whoever asked closes it.
   *
   * @param master where, unless spark-submit says
   * @param hadoop properties of Hadoop's client
   * @param properties of Spark, which come last
   */
  public static SparkSession open(
      String master, Map<String, String> hadoop, Map<String, String> properties) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("openspot-score")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.session.timeZone", "UTC")
            // Plans that change with what is measured while they run would divide records in
            // another way each time.
            .config("spark.sql.adaptive.enabled", "false")
            .config("spark.sql.shuffle.partitions", "16");
    hadoop.forEach((key, value) -> builder.config("spark.hadoop." + key, value));
    properties.forEach(builder::config);
    if (System.getProperty("spark.master") == null) {
      builder.master(master);
    }
    return builder.getOrCreate();
  }
}
