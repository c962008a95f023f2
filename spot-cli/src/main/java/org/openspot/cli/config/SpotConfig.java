package org.openspot.cli.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.openspot.archive.ArchiveSettings;
import org.openspot.archive.HadoopSettings;
import org.openspot.core.config.ConfigBinder;
import org.openspot.core.config.Setting;
import org.openspot.store.hive.HiveSettings;
import org.openspot.transport.kafka.KafkaSettings;
import org.openspot.worker.spark.SparkSettings;

/**
 * The whole of spot.yaml. A component's record is added here and nowhere else.
 *
 * @param home the directory of everything kept on this machine; first, for the others refer to it
 */
public record SpotConfig(
    @Setting(
            doc =
                "Directory of what is kept on this machine: landing directories, the local stack's"
                    + " data and logs. Elsewhere in this file it is `${home}`.",
            value = "./var")
        Path home,
    @Setting(doc = "Kafka, between collectors and workers.") KafkaSettings kafka,
    @Setting(doc = "HDFS, which holds the archive and the tables.") HadoopSettings hadoop,
    @Setting(doc = "HiveServer2, through which tables are created and queried.") HiveSettings hive,
    @Setting(doc = "Where originals are kept.") ArchiveSettings archive,
    @Setting(doc = "Where the tables' files are.") TableSettings tables,
    @Setting(doc = "The programs that read captures, and what one run of them may use.")
        ToolSettings tools,
    @Setting(doc = "The Spark worker, `spot worker --engine spark`.") SparkSettings spark,
    @Setting(doc = "Scoring, `spot score`.") ScoringSettings scoring,
    @Setting(doc = "The local stack that `spot local up` starts; of no use to a cluster.")
        StackSettings stack,
    @Setting(
            doc =
                "Ways from a landing directory to a table, each under a name of its own: any number"
                    + " of them, several of one type if need be. `${name}` is that name.",
            value = "")
        Map<String, PipelineSettings> pipelines) {

  /** Variables that begin with SPOT_ and are not settings. */
  private static final Set<String> OTHER_VARIABLES =
      Set.of("SPOT_CONF", "SPOT_FAIL_POINT", "SPOT_JAVA_OPTS", "SPOT_JAVA_GC");

  /** What reads it. */
  public static ConfigBinder<SpotConfig> binder() {
    return ConfigBinder.of(SpotConfig.class, OTHER_VARIABLES);
  }
}
