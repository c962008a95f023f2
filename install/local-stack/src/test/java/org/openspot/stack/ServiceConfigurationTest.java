package org.openspot.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.error.ConfigException;

class ServiceConfigurationTest {
  @TempDir private Path home;
  private StackConfig config;

  @BeforeEach
  void describe() {
    config =
        StackConfig.of(home, home.resolve("jars")).withPorts(StackPorts.DEFAULT.shifted(30_000));
  }

  @Test
  void defaultsAreThoseDocumented() {
    StackConfig standard = StackConfig.of(home, home);

    assertThat(standard.ports())
        .isEqualTo(new StackPorts(9092, 9093, 8020, 9870, 9866, 9867, 9864, 10000));
    assertThat(standard.heaps()).isEqualTo(new StackHeaps(512, 256, 256, 1024));
    assertThat(standard.startLimit()).isEqualTo(Duration.ofMinutes(3));
    assertThat(standard.stopLimit()).isEqualTo(Duration.ofSeconds(30));
    assertThat(standard.kafkaBootstrapServers()).isEqualTo("localhost:9092");
    assertThat(standard.hdfsUri()).isEqualTo("hdfs://localhost:8020");
    assertThat(standard.hiveJdbcUrl()).isEqualTo("jdbc:hive2://localhost:10000/");
  }

  @Test
  void refusesPortsThatCannotBeOrClash() {
    assertThatThrownBy(() -> new StackPorts(0, 2, 3, 4, 5, 6, 7, 7))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "local stack: 0 is not a port", "local stack: port 7 is given twice"));
  }

  @Test
  void refusesAHeapTooSmallToStartWith() {
    assertThatThrownBy(() -> new StackHeaps(512, 256, 256, 64))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("HiveServer2");
  }

  @Test
  void siteXmlEscapesValues() {
    assertThat(SiteXml.render(Map.of("a", "<b> & c")))
        .isEqualTo(
            """
            <?xml version="1.0"?>
            <configuration>
              <property><name>a</name><value>&lt;b&gt; &amp; c</value></property>
            </configuration>
            """);
  }

  @Test
  void hiveKeepsToItsHomeAndToTheFileSystemOfTheStack() throws IOException {
    Service hive = new HiveService(config);

    hive.prepare();

    Path conf = hive.files().conf();
    assertThat(conf.resolve("core-site.xml"))
        .content()
        .contains("<name>fs.defaultFS</name><value>hdfs://localhost:38020</value>");
    assertThat(conf.resolve("hive-site.xml"))
        .content()
        .contains("<name>hive.server2.thrift.port</name><value>40000</value>")
        .contains("jdbc:derby:;databaseName=" + home.resolve("stack/hive/metastore/db"))
        .contains("<name>hive.compute.query.using.stats</name><value>false</value>");
    assertThat(conf.resolve("tez-site.xml")).content().contains("tez.local.mode");
    assertThat(conf.resolve("hive-log4j2.properties")).exists();
  }

  @Test
  void hdfsServicesHaveConfigurationsOfTheirOwn() throws IOException {
    Service dataNode = new HdfsServices(config).dataNode();

    dataNode.prepare();

    Path conf = dataNode.files().conf();
    assertThat(conf).isEqualTo(home.resolve("stack/hdfs/conf-datanode"));
    assertThat(conf.resolve("hdfs-site.xml"))
        .content()
        .contains("<name>dfs.datanode.address</name><value>localhost:39866</value>")
        .contains("<name>dfs.replication</name><value>1</value>");
    assertThat(conf.resolve("log4j.properties")).exists();
    assertThat(conf.resolve("webapps/datanode")).isDirectory();
  }

  @Test
  void kafkaIsNotFormattedAgain() throws IOException {
    Service kafka = new KafkaService(config);
    Files.createDirectories(home.resolve("stack/kafka/data"));

    kafka.prepare();

    assertThat(kafka.files().conf().resolve("server.properties"))
        .content()
        .contains("advertised.listeners=PLAINTEXT://localhost:39092\n")
        .contains("auto.create.topics.enable=false\n")
        .contains("log.dirs=" + home.resolve("stack/kafka/data") + "\n");
  }
}
