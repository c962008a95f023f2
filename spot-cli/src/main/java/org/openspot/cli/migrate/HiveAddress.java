package org.openspot.cli.migrate;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where HiveServer2 is, from what spot.conf may say of it: Spot's ingest used Hive's own shell. */
final class HiveAddress {
  private static final Pattern SECRET = Pattern.compile("(?i).*(passw(or)?d|pwd|secret|token)=.*");

  private final OldKeys conf;
  private final Notes notes;

  HiveAddress(OldKeys conf, Notes notes) {
    this.conf = conf;
    this.notes = notes;
  }

  /** Sets the URL, or leaves a line to be filled in. */
  void addTo(YamlGroup hive) {
    Optional<String> given = conf.take("JDBC_URL").flatMap(this::complete);
    Optional<String> made = given.isPresent() ? Optional.empty() : server();
    if (given.isPresent()) {
      hive.set("url", given.get());
      conf.leaveOut("not needed: JDBC_URL says it", "HS2_HOST", "HS2_SERVER", "HS2_PORT");
      if (SECRET.matcher(given.get()).matches()) {
        hive.comment("url", "Has a password in it: better given by environment.");
        notes.look(
            "hive.url", "has a password in it: move it to the environment, as SPOT_HIVE_PASSWORD");
      }
    } else if (made.isPresent()) {
      hive.set("url", made.get(), "Put together from HS2_HOST, HS2_PORT and KERBEROS: try it.");
      notes.look("hive.url", "a guess, put together from what spot.conf says of HiveServer2");
      if (Security.isOn(conf, "KERBEROS") && !made.get().contains(";principal=")) {
        notes.look("hive.url", "with Kerberos it needs ;principal=, for which no realm is given");
      }
    } else {
      hive.toFillIn("url", "jdbc:hive2://hiveserver2:10000/");
      notes.look("hive.url", "missing: Spot used Hive's own shell; fill in where HiveServer2 is");
    }
    conf.take("DBENGINE")
        .filter(engine -> !engine.equalsIgnoreCase("beeline"))
        .ifPresent(engine -> conf.leftOut("DBENGINE", "OpenSpot always uses HiveServer2"));
    conf.leaveOut(
        "OpenSpot uses HiveServer2; Impala can read its tables once it has refreshed them",
        "IMPALA_DEM",
        "IMPALA_PORT");
  }

  private Optional<String> complete(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    String complete = lower.startsWith("jdbc:") ? url : "jdbc:" + url;
    if (!complete.startsWith("jdbc:hive2://")) {
      conf.leftOut("JDBC_URL", "not a URL of HiveServer2");
      return Optional.empty();
    }
    return Optional.of(complete);
  }

  private Optional<String> server() {
    String key = conf.take("HS2_HOST").isPresent() ? "HS2_HOST" : "HS2_SERVER";
    Optional<String> host = conf.take(key);
    Optional<String> port = conf.take("HS2_PORT");
    Optional<String> address = host.flatMap(name -> Addresses.of(name, port.orElse("10000")));
    if (host.isPresent() && address.isEmpty()) {
      conf.leftOut(key, "with the port, not an address");
    }
    if (key.equals("HS2_HOST")) {
      conf.leaveOut("not needed: HS2_HOST says it", "HS2_SERVER");
    }
    if (host.isEmpty() && port.isPresent()) {
      conf.leftOut("HS2_PORT", "no host of HiveServer2 goes with it");
    }
    return address.map(name -> "jdbc:hive2://" + name + "/" + principal());
  }

  /** By custom, HiveServer2 runs as hive in the realm of those who use it. */
  private String principal() {
    return conf.peek("PRINCIPAL")
        .filter(name -> Security.isOn(conf, "KERBEROS"))
        .map(String::strip)
        .filter(name -> name.matches("[^;?#@\\s]+@[A-Za-z0-9._-]+"))
        .map(name -> ";principal=hive/_HOST@" + name.substring(name.indexOf('@') + 1))
        .orElse("");
  }
}
