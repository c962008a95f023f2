package org.openspot.scoring.spark;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** One Spark for all tests of this process; it ends with it. */
final class SparkForTests {
  private static ScoringSession session;

  private SparkForTests() {}

  static SparkSession session() {
    return scoring().spark();
  }

  static synchronized ScoringSession scoring() {
    if (session == null) {
      session =
          ScoringSession.open(
              "local[2]",
              Map.of(),
              Map.of(
                  "spark.sql.shuffle.partitions", "1",
                  // Compiling takes longer than interpreting for so few records.
                  "spark.sql.codegen.wholeStage", "false",
                  "spark.sql.codegen.factoryMode", "NO_CODEGEN",
                  "spark.default.parallelism", "2",
                  "spark.driver.bindAddress", "127.0.0.1",
                  "spark.driver.host", "127.0.0.1"));
    }
    return session;
  }
}
