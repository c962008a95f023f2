package org.openspot.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** HDFS with one NameNode and one DataNode. */
final class HdfsServices {
  private final StackConfig config;
  private final Path directory;

  HdfsServices(StackConfig config) {
    this.config = config;
    this.directory = config.home().resolve("stack/hdfs");
  }

  Service nameNode() {
    return new NameNode();
  }

  Service dataNode() {
    return new DataNode();
  }

  private void writeConfiguration(ServiceFiles files) throws IOException {
    files.create();
    files.install("log4j.properties", "log4j.properties");
    // The jars carry no pages; without these directories the HTTP servers refuse to start.
    Files.createDirectories(files.conf().resolve("webapps/hdfs"));
    Files.createDirectories(files.conf().resolve("webapps/datanode"));
    SiteXml.write(
        files.conf().resolve("core-site.xml"),
        Map.of("fs.defaultFS", config.hdfsUri(), "hadoop.tmp.dir", files.temporary().toString()));
    SiteXml.write(files.conf().resolve("hdfs-site.xml"), settings());
  }

  private Map<String, String> settings() {
    StackPorts ports = config.ports();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("dfs.namenode.name.dir", names().toUri().toString());
    settings.put("dfs.datanode.data.dir", directory.resolve("data").toUri().toString());
    settings.put("dfs.namenode.http-address", "localhost:" + ports.nameNodeHttp());
    settings.put("dfs.datanode.address", "localhost:" + ports.dataNode());
    settings.put("dfs.datanode.ipc.address", "localhost:" + ports.dataNodeIpc());
    settings.put("dfs.datanode.http.address", "localhost:" + ports.dataNodeHttp());
    settings.put("dfs.datanode.hostname", "localhost");
    settings.put("dfs.client.use.datanode.hostname", "true");
    settings.put("dfs.namenode.datanode.registration.ip-hostname-check", "false");
    settings.put("dfs.replication", "1");
    settings.put("dfs.namenode.safemode.extension", "0");
    // There is nobody to protect from: every daemon and Hive run for the one who started them,
    // often under different names.
    settings.put("dfs.permissions.enabled", "false");
    // With one DataNode there is none to replace a failed one with.
    settings.put("dfs.client.block.write.replace-datanode-on-failure.enable", "false");
    settings.put("dfs.namenode.fs-limits.min-block-size", "4096");
    settings.put("dfs.namenode.handler.count", "10");
    settings.put("dfs.datanode.handler.count", "5");
    // The DataNode is listed as dead, and its absence noticed, within half a minute.
    settings.put("dfs.heartbeat.interval", "1");
    settings.put("dfs.namenode.heartbeat.recheck-interval", "10000");
    return settings;
  }

  private Path names() {
    return directory.resolve("name");
  }

  private JavaCommand java(int heap, String mainClass, List<String> arguments) {
    List<String> options = new ArrayList<>(config.javaOptions());
    options.addAll(
        List.of(
            "-Xmx" + heap + "m",
            // The leanest, and the quickest to start, for a heap as small as this.
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true",
            // JAXB under WebHDFS defines classes in the class loader, closed since Java 16.
            "--add-opens",
            "java.base/java.lang=ALL-UNNAMED"));
    return new JavaCommand(config.libraries().resolve("hdfs"), options, mainClass, arguments);
  }

  private final class NameNode implements Service {
    private static final String MAIN = "org.apache.hadoop.hdfs.server.namenode.NameNode";

    @Override
    public String name() {
      return "namenode";
    }

    @Override
    public String address() {
      return config.hdfsUri();
    }

    @Override
    public List<Integer> ports() {
      return List.of(config.ports().nameNode(), config.ports().nameNodeHttp());
    }

    @Override
    public ServiceFiles files() {
      return new ServiceFiles(directory, name());
    }

    @Override
    public void prepare() throws IOException {
      writeConfiguration(files());
      if (Files.exists(names())) {
        return;
      }
      // Formatted beside and renamed, so that a crash leaves no half made storage behind.
      Path fresh = directory.resolve("name.new");
      ServiceFiles.remove(fresh);
      java(
              config.heaps().nameNode(),
              MAIN,
              List.of("-D", "dfs.namenode.name.dir=" + fresh.toUri(), "-format", "-nonInteractive"))
          .run(files());
      Files.move(fresh, names(), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public JavaCommand command() {
      return java(config.heaps().nameNode(), MAIN, List.of());
    }

    @Override
    public void probe() throws IOException {
      new HdfsProbe(config.ports().nameNodeHttp()).requireOperational();
    }
  }

  private final class DataNode implements Service {
    @Override
    public String name() {
      return "datanode";
    }

    @Override
    public String address() {
      return "localhost:" + config.ports().dataNode();
    }

    @Override
    public List<Integer> ports() {
      StackPorts ports = config.ports();
      return List.of(ports.dataNode(), ports.dataNodeIpc(), ports.dataNodeHttp());
    }

    @Override
    public ServiceFiles files() {
      return new ServiceFiles(directory, name());
    }

    @Override
    public void prepare() throws IOException {
      writeConfiguration(files());
    }

    @Override
    public JavaCommand command() {
      return java(
          config.heaps().dataNode(), "org.apache.hadoop.hdfs.server.datanode.DataNode", List.of());
    }

    @Override
    public void probe() throws IOException {
      new HdfsProbe(config.ports().nameNodeHttp()).writeAndDelete();
    }
  }
}
