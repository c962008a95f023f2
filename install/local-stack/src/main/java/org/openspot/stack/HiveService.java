package org.openspot.stack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** HiveServer2 with the metastore (on Derby) and Tez inside its own process. */
final class HiveService implements Service {
  /** What Hive, Tez and Derby reach into by reflection, closed since Java 16. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.io",
          "java.base/java.lang",
          "java.base/java.lang.reflect",
          "java.base/java.math",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.text",
          "java.base/java.time",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/java.util.regex",
          "java.base/sun.nio.ch",
          "java.sql/java.sql");

  private final StackConfig config;
  private final ServiceFiles files;

  HiveService(StackConfig config) {
    this.config = config;
    this.files = new ServiceFiles(config.home().resolve("stack/hive"), "hiveserver2");
  }

  @Override
  public String name() {
    return "hiveserver2";
  }

  @Override
  public String address() {
    return config.hiveJdbcUrl();
  }

  @Override
  public List<Integer> ports() {
    return List.of(config.ports().hiveServer());
  }

  @Override
  public ServiceFiles files() {
    return files;
  }

  @Override
  public void prepare() throws IOException {
    files.create();
    files.install("log4j2.properties", "hive-log4j2.properties");
    SiteXml.write(files.conf().resolve("core-site.xml"), coreSettings());
    SiteXml.write(files.conf().resolve("hive-site.xml"), hiveSettings());
    SiteXml.write(files.conf().resolve("tez-site.xml"), tezSettings());
  }

  @Override
  public JavaCommand command() {
    List<String> options = new ArrayList<>(config.javaOptions());
    options.add("-Xmx" + config.heaps().hiveServer() + "m");
    options.add("-XX:+ExitOnOutOfMemoryError");
    options.add("-Djava.awt.headless=true");
    options.add("-Dlog4j2.configurationFile=" + files.conf().resolve("hive-log4j2.properties"));
    options.add("-Dderby.system.home=" + files.data("metastore"));
    options.add("-Dderby.stream.error.file=" + files.log().resolveSibling("derby.log"));
    OPENED.stream()
        .flatMap(p -> Stream.of("--add-opens", p + "=ALL-UNNAMED"))
        .forEach(options::add);
    return new JavaCommand(
        config.libraries().resolve("hive"),
        options,
        "org.apache.hive.service.server.HiveServer2",
        List.of());
  }

  @Override
  public void probe() throws IOException {
    HiveProbe.requireStatement(config.ports().hiveServer(), "SHOW DATABASES");
  }

  private Map<String, String> coreSettings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("fs.defaultFS", config.hdfsUri());
    settings.put("hadoop.tmp.dir", files.temporary().resolve("hadoop").toString());
    settings.put("dfs.replication", "1");
    settings.put("dfs.client.use.datanode.hostname", "true");
    settings.put("dfs.client.block.write.replace-datanode-on-failure.enable", "false");
    return settings;
  }

  private Map<String, String> hiveSettings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("hive.server2.thrift.bind.host", "localhost");
    settings.put("hive.server2.thrift.port", Integer.toString(config.ports().hiveServer()));
    settings.put("hive.server2.transport.mode", "binary");
    settings.put("hive.server2.authentication", "NONE");
    settings.put("hive.server2.enable.doAs", "false");
    settings.put("hive.server2.webui.port", "-1");
    settings.put("hive.server2.tez.initialize.default.sessions", "false");
    settings.put("hive.server2.materializedviews.registry.impl", "DUMMY");
    settings.put("hive.scheduled.queries.executor.enabled", "false");

    settings.put(
        "javax.jdo.option.ConnectionURL",
        "jdbc:derby:;databaseName=" + files.data("metastore").resolve("db") + ";create=true");
    settings.put("javax.jdo.option.ConnectionDriverName", "org.apache.derby.jdbc.EmbeddedDriver");
    settings.put("datanucleus.schema.autoCreateAll", "true");
    settings.put("hive.metastore.schema.verification", "false");
    settings.put("metastore.metastore.event.db.notification.api.auth", "false");
    settings.put("hive.metastore.warehouse.dir", "/user/hive/warehouse");
    settings.put("hive.metastore.warehouse.external.dir", "/user/hive/external");

    settings.put("hive.exec.scratchdir", "/tmp/hive");
    settings.put("hive.exec.local.scratchdir", files.temporary().resolve("scratch").toString());
    // One for each session, which removes it: two that come and go at once would lose the other's.
    settings.put(
        "hive.downloaded.resources.dir",
        files.temporary().resolve("${hive.session.id}_resources").toString());
    settings.put("hive.querylog.location", files.temporary().resolve("querylog").toString());
    settings.put(
        "hive.server2.logging.operation.log.location",
        files.temporary().resolve("operations").toString());

    settings.put("hive.execution.engine", "tez");
    settings.put("hive.support.concurrency", "false");
    settings.put("hive.txn.manager", "org.apache.hadoop.hive.ql.lockmgr.DummyTxnManager");
    settings.put("hive.exec.dynamic.partition.mode", "nonstrict");
    // Files arrive in partitions without Hive's knowledge: nothing is ever answered from what Hive
    // remembers of them, and nothing is spent on remembering it.
    settings.put("hive.compute.query.using.stats", "false");
    settings.put("hive.stats.autogather", "false");
    settings.put("hive.stats.column.autogather", "false");
    settings.put("hive.query.results.cache.enabled", "false");
    settings.put("hive.metastore.client.cache.v2.enabled", "false");
    return settings;
  }

  private Map<String, String> tezSettings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("tez.local.mode", "true");
    settings.put("tez.local.mode.without.network", "true");
    settings.put("tez.ignore.lib.uris", "true");
    settings.put("tez.staging-dir", "/tmp/tez");
    settings.put("tez.runtime.io.sort.mb", Integer.toString(config.heaps().hiveServer() / 16));
    settings.put("tez.runtime.optimize.local.fetch", "true");
    return settings;
  }
}
