package org.openspot.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.openspot.cli.config.SpotConfig;
import org.openspot.core.error.ConfigException;

class SpotImportPropertyTest {
  private static final List<String> CONF =
      List.of(
          "NAME_NODE",
          "HUSER",
          "DBNAME",
          "JDBC_URL",
          "HS2_HOST",
          "HS2_PORT",
          "PRINCIPAL",
          "KEYTAB",
          "SASL_MECH",
          "SECURITY_PROTO",
          "KAFKA_SERVICE_NAME",
          "CA_LOCATION",
          "CERT",
          "KEY",
          "OTHER");

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.oneOf(
        Arbitraries.strings(),
        Arbitraries.of(
            "$(id)",
            "`id`",
            "${home}",
            "$${x",
            "$$${home}",
            "a: b",
            "# c",
            "\"",
            "'",
            "\\",
            "a\nb",
            "null",
            "~",
            "- x",
            "{a",
            "ünï\uD83D\uDE00",
            "\u0000",
            "\u2028",
            "\uD800",
            "/x/${name}"),
        Arbitraries.strings().withChars("$`'\"\\:{}#&*!|>%@-\n\r\t a/é\u0085\uFEFF"));
  }

  @Property(tries = 1000)
  void everyTextComesBackAsItWasThroughTheReaderOfTheConfiguration(
      @ForAll("hostile") String key, @ForAll("hostile") String value) {
    YamlGroup yaml = new YamlGroup();
    yaml.group("kafka").set("bootstrap-servers", "k:1");
    yaml.group("hadoop").set("default-fs", "hdfs://n:1");
    yaml.group("hive").set("url", "jdbc:hive2://h/");
    yaml.group("kafka").group("properties").set("a.b", value, "Fixed.");
    yaml.group("hadoop").group("properties").set(key.length() > 50 ? "k" : key, value);
    SpotConfig config = SpotConfig.binder().bind("spot.yaml", yaml.text(), Map.of()).value();
    assertThat(config.kafka().properties()).containsEntry("a.b", value);
    assertThat(config.hadoop().properties()).containsValue(value);
  }

  @Property(tries = 500)
  void whateverIsInTheFilesTheNewOneIsReadAndNothingButAddressesIsMissing(
      @ForAll("hostile") String first, @ForAll("hostile") String second)
      throws JsonProcessingException {
    Map<String, Object> pipeline = new LinkedHashMap<>(Map.of("type", "proxy"));
    for (String key :
        List.of("collector_path", "local_staging", "supported_files", "process_opt", "parser")) {
      pipeline.put(key, first);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("dbname", first);
    json.put("hdfs_app_path", "/" + second);
    json.put("collector_processes", second);
    json.put("kafka", Map.of("kafka_server", first, "kafka_port", second));
    json.put("spark-streaming", Map.of("driver_memory", first, "spark_batch_size", second));
    json.put("pipelines", new LinkedHashMap<>(Map.of(first, pipeline, "second", pipeline)));
    Notes notes = new Notes();
    OldKeys ingest =
        IngestConf.read("ingest_conf.json", new JsonMapper().writeValueAsString(json), notes);
    StringBuilder conf = new StringBuilder("KERBEROS=true\nSSL=true\n");
    for (String key : CONF) {
      conf.append(key).append("='").append(first.replace("'", "'\\''")).append("'\n");
    }
    SpotImport imported =
        SpotImport.of(ingest, SpotConf.read("spot.conf", conf.toString(), notes), notes);
    try {
      SpotConfig.binder().bind("spot.yaml", imported.yaml(), Map.of());
    } catch (ConfigException e) {
      assertThat(e.problems()).allSatisfy(problem -> assertThat(problem).endsWith(": missing"));
    }
    assertThat(imported.notes())
        .allSatisfy(note -> assertThat(note.toString()).doesNotContainPattern("\\p{Cntrl}"));
  }

  @Property(tries = 1000)
  void anyTextIsReadOrRefusedWithProblems(@ForAll("hostile") String text) {
    Notes notes = new Notes();
    OldKeys ingest = IngestConf.read("i", text, notes);
    OldKeys conf = SpotConf.read("s", text + "\nA=" + text, notes);
    try {
      SpotImport.of(ingest, conf, notes);
    } catch (ConfigException e) {
      assertThat(e.problems()).isNotEmpty();
    }
  }
}
