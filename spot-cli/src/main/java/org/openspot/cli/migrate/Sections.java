package org.openspot.cli.migrate;

import java.util.Optional;

/**
 * One import at work: the old files on one side, the new one and the notes on the other.
 *
 * @param ingest the keys of ingest_conf.json; none where it was not given
 * @param conf the keys of spot.conf; none where it was not given
 * @param yaml the new file
 * @param notes what to tell
 */
record Sections(OldKeys ingest, OldKeys conf, YamlGroup yaml, Notes notes) {
  private static final long LARGEST_BY_DEFAULT = 1L << 20;
  private static final String IDENTIFIER = "[A-Za-z][A-Za-z0-9_]{0,127}";

  void kafka() {
    OldKeys old = ingest.group("kafka");
    YamlGroup kafka = yaml.group("kafka");
    Optional<String> server = old.take("kafka_server");
    Optional<String> port = old.take("kafka_port");
    Optional<String> address = server.flatMap(host -> Addresses.of(host, port.orElse("9092")));
    if (address.isPresent()) {
      kafka.set("bootstrap-servers", address.get());
      if (port.isEmpty()) {
        notes.look("kafka.bootstrap-servers", "9092 is a guess where there is no kafka_port");
      }
    } else {
      server.ifPresent(host -> old.leftOut("kafka_server", "with the port, not an address"));
      kafka.toFillIn("bootstrap-servers", "broker1:9092");
      notes.look("kafka.bootstrap-servers", "missing; fill it in");
    }
    Optional<Integer> request = old.takeCount("max_request_size");
    request
        .filter(bytes -> bytes > LARGEST_BY_DEFAULT)
        .ifPresent(bytes -> kafka.set("max-message", bytes + "B"));
    if (request.filter(bytes -> bytes <= LARGEST_BY_DEFAULT).isPresent()) {
      old.leftOut("max_request_size", "no more than OpenSpot's kafka.max-message of 1MiB");
    }
    old.leaveOut(
        "not needed: events are cut to fit kafka.max-message, whatever they hold", "message_size");
    old.leaveOut(
        "not needed: OpenSpot asks Kafka's brokers only",
        "zookeper_server",
        "zookeper_port",
        "zookeeper_server",
        "zookeeper_port");
    notes.look(
        "kafka.replication",
        "Spot made topics with one copy of each partition, OpenSpot makes three: say 1 where there"
            + " is one broker");
    new Security(conf, yaml, notes).kafka();
  }

  void hdfs() {
    Optional<String> name = conf.take("NAME_NODE");
    Optional<String> address =
        name.map(node -> node.replaceFirst("^hdfs://", "").replaceFirst("/+$", ""))
            .flatMap(node -> Addresses.of(node, "8020"))
            .filter(node -> !node.contains(","));
    YamlGroup hadoop = yaml.group("hadoop");
    if (address.isPresent()) {
      hadoop.set("default-fs", "hdfs://" + address.get());
      if (!name.get().contains(address.get())) {
        hadoop.comment("default-fs", "The port is a guess: that of hdfs://, not WEB_PORT.");
        notes.look(
            "hadoop.default-fs",
            "8020 is a guess, as NAME_NODE has no port; a name service of several NameNodes has"
                + " none, and needs hadoop.properties");
      }
    } else {
      name.ifPresent(node -> conf.leftOut("NAME_NODE", "not an address"));
      hadoop.toFillIn("default-fs", "hdfs://namenode:8020");
      notes.look("hadoop.default-fs", "missing; fill it in");
    }
    conf.leaveOut("not needed: OpenSpot does not use WebHDFS", "WEB_PORT");
    roots();
    new Security(conf, yaml, notes).hadoop();
  }

  /** Spot kept originals and tables below one path or two; either stands for a missing other. */
  private void roots() {
    Optional<String> application = root(ingest, "hdfs_app_path");
    Optional<String> user = root(conf, "HUSER");
    application
        .or(() -> user)
        .ifPresent(
            path ->
                yaml.group("archive")
                    .set(
                        "root",
                        path,
                        "Originals: <root>/<type>/binary/<YYYYMMDD>/<HH>, as before."));
    user.or(() -> application)
        .ifPresent(
            path ->
                yaml.group("tables").set("root", path, "Tables: <root>/<type>/hive, as before."));
    if (application.isPresent() && user.isEmpty()) {
      notes.look("tables.root", "taken from hdfs_app_path, as there is no HUSER");
    }
    if (application.isEmpty() && user.isPresent()) {
      notes.look("archive.root", "taken from HUSER, as there is no hdfs_app_path");
    }
  }

  private static Optional<String> root(OldKeys old, String key) {
    Optional<String> path = old.take(key).map(text -> text.replaceFirst("(?<=[^/])/+$", ""));
    Optional<String> good =
        path.filter(text -> text.matches("(/|hdfs://[^/]).*") && !text.matches(".*[\\p{Cntrl}].*"));
    if (path.isPresent() && good.isEmpty()) {
      old.leftOut(key, "not an absolute path in HDFS");
    }
    return good;
  }

  void hive() {
    YamlGroup hive = yaml.group("hive");
    new HiveAddress(conf, notes).addTo(hive);
    Optional<String> ours = database(ingest, "dbname");
    Optional<String> theirs = database(conf, "DBNAME");
    ours.or(() -> theirs).ifPresent(name -> hive.set("database", name));
    if (ours.isPresent() && theirs.isPresent() && !ours.equals(theirs)) {
      conf.leftOut("DBNAME", "differs from dbname of ingest_conf.json, which is taken");
    }
  }

  private static Optional<String> database(OldKeys old, String key) {
    Optional<String> name = old.take(key);
    Optional<String> good = name.filter(text -> text.matches(IDENTIFIER));
    if (name.isPresent() && good.isEmpty()) {
      old.leftOut(key, "not the name of a database: a letter, then letters, digits and _");
    }
    return good;
  }

  void spark() {
    OldKeys old = ingest.group("spark-streaming");
    YamlGroup spark = yaml.group("spark");
    YamlGroup properties = new YamlGroup();
    boolean any = false;
    any |= carry(old, "driver_memory", properties, "spark.driver.memory");
    any |= carry(old, "spark_exec", properties, "spark.executor.instances");
    any |= carry(old, "spark_executor_memory", properties, "spark.executor.memory");
    any |= carry(old, "spark_executor_cores", properties, "spark.executor.cores");
    Optional<Integer> seconds = old.takeCount("spark_batch_size");
    seconds.ifPresent(batch -> spark.set("trigger", batch + "s"));
    if (any) {
      spark.add("properties", properties);
    }
    if (any || seconds.isPresent()) {
      spark.comment("properties", "In force once spark.master is a cluster, or with spark-submit.");
      notes.look(
          "spark.master",
          "local[2] unless you set it: Spot gave the master on the command line. These settings are"
              + " for spot worker --engine spark only");
    }
  }

  void scoring() {
    YamlGroup scoring = yaml.group("scoring");
    Optional<String> own = conf.take("USER_DOMAIN");
    own.filter(name -> name.matches("[A-Za-z0-9._-]+"))
        .ifPresentOrElse(
            name -> {
              scoring.set("own-domain", name);
              if (!name.contains(".")) {
                notes.look(
                    "scoring.own-domain",
                    "say all of it, such as "
                        + name
                        + ".com: Spot compared the first label only, as --compat spot-1.1 does");
              }
            },
            () -> own.ifPresent(name -> conf.leftOut("USER_DOMAIN", "not a domain")));
    conf.takeCount("DUPFACTOR").ifPresent(times -> scoring.set("duplication", times.toString()));
    conf.leaveOut("say it to spot score: --threshold", "TOL");
    conf.leaveOut("say it to spot score: --topics", "TOPIC_COUNT");
    conf.leaveOut("say it to spot score: --optimizer", "LDA_OPTIMIZER");
    conf.leaveOut("say it to spot score: --alpha", "LDA_ALPHA");
    conf.leaveOut("say it to spot score: --beta", "LDA_BETA");
    conf.leaveOut("not needed: probabilities are of double precision", "PRECISION");
    conf.leaveOut(
        "for Spark on a cluster: say it to spark-submit, or in scoring.properties",
        "SPK_EXEC",
        "SPK_EXEC_MEM",
        "SPK_DRIVER_MEM",
        "SPK_DRIVER_MAX_RESULTS",
        "SPK_EXEC_CORES",
        "SPK_DRIVER_MEM_OVERHEAD",
        "SPK_EXEC_MEM_OVERHEAD",
        "SPK_AUTO_BRDCST_JOIN_THR");
    conf.leaveOut(
        "not needed: tables and their directories have the names they have in tables.root",
        "HPATH",
        "DNS_PATH",
        "PROXY_PATH",
        "FLOW_PATH",
        "FLOW_TABLE",
        "DNS_TABLE",
        "PROXY_TABLE");
  }

  private static boolean carry(OldKeys old, String key, YamlGroup group, String property) {
    Optional<String> value = old.take(key);
    value.ifPresent(text -> group.set(property, text));
    return value.isPresent();
  }

  void pipelines() {
    Optional<Integer> files = ingest.takeCount("collector_processes");
    ingest.leaveOut("not needed: a file is taken as soon as it is complete", "ingestion_interval");
    new Pipelines(ingest.group("pipelines"), files, notes).addTo(yaml.group("pipelines"));
  }
}
