package org.openspot.cli.migrate;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What spot.conf says of Kerberos and TLS, as properties of Kafka's and Hadoop's clients. */
final class Security {
  private static final Set<String> PROTOCOLS = Set.of("SASL_PLAINTEXT", "SASL_SSL");
  private static final String OFF = "not in force: KERBEROS is not true";

  private final OldKeys conf;
  private final YamlGroup yaml;
  private final Notes notes;

  Security(OldKeys conf, YamlGroup yaml, Notes notes) {
    this.conf = conf;
    this.yaml = yaml;
    this.notes = notes;
  }

  static boolean isOn(OldKeys conf, String key) {
    return conf.take(key).filter(text -> text.equalsIgnoreCase("true")).isPresent();
  }

  void kafka() {
    YamlGroup properties = yaml.group("kafka").group("properties");
    boolean kerberos = isOn(conf, "KERBEROS");
    boolean tls = isOn(conf, "SSL");
    if (kerberos) {
      sasl(properties);
    } else {
      conf.leaveOut(
          OFF, "SASL_MECH", "SECURITY_PROTO", "KAFKA_SERVICE_NAME", "PRINCIPAL", "KEYTAB");
      if (tls) {
        properties.set("security.protocol", "SSL");
      }
    }
    if (tls) {
      tls(properties);
    } else {
      conf.leaveOut("not in force: SSL is not true", "SSL_VERIFY", "CA_LOCATION", "CERT", "KEY");
    }
    conf.leaveOut(
        "not needed: Kafka's client logs in from the keytab by itself",
        "KINIT",
        "KINITPATH",
        "KINITOPTS",
        "KAFKA_KINIT");
    conf.leaveOut(
        "for the log of Kafka's client: SPOT_JAVA_OPTS=-Dspot.log.others=INFO", "KAFKA_DEBUG");
    conf.leaveOut("what logs in by Kerberos is said for each of Kafka, HDFS and Hive", "KRB_AUTH");
  }

  private void sasl(YamlGroup properties) {
    Optional<String> protocol = conf.take("SECURITY_PROTO").map(s -> s.toUpperCase(Locale.ROOT));
    if (protocol.filter(PROTOCOLS::contains).isPresent()) {
      properties.set("security.protocol", protocol.get());
    } else {
      protocol.ifPresent(text -> conf.leftOut("SECURITY_PROTO", "not a protocol of Kafka's"));
      String guess = isOn(conf, "SSL") ? "SASL_SSL" : "SASL_PLAINTEXT";
      properties.set("security.protocol", guess, "A guess: SECURITY_PROTO does not say.");
      notes.look("kafka.properties.security.protocol", "a guess: SECURITY_PROTO does not say");
    }
    String mechanism = conf.take("SASL_MECH").orElse("GSSAPI");
    properties.set("sasl.mechanism", mechanism);
    conf.take("KAFKA_SERVICE_NAME")
        .ifPresentOrElse(
            name -> properties.set("sasl.kerberos.service.name", name),
            () -> properties.set("sasl.kerberos.service.name", "kafka", "Kafka's usual name."));
    Optional<String> keytab = conf.take("KEYTAB");
    Optional<String> principal = conf.take("PRINCIPAL");
    if (mechanism.equals("GSSAPI") && isPlain(keytab) && isPlain(principal)) {
      properties.set(
          "sasl.jaas.config",
          "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true storeKey=true"
              + " keyTab=\""
              + keytab.orElseThrow()
              + "\""
              + " principal=\""
              + principal.orElseThrow()
              + "\";");
    } else {
      conf.leaveOut(
          "for sasl.jaas.config, which you have to write yourself", "KEYTAB", "PRINCIPAL");
      notes.look("kafka.properties.sasl.jaas.config", "missing: Kafka needs it to log in");
    }
  }

  private static boolean isPlain(Optional<String> text) {
    return text.filter(plain -> plain.matches("[^\"\\\\\\p{Cntrl}]+")).isPresent();
  }

  private void tls(YamlGroup properties) {
    conf.take("CA_LOCATION")
        .ifPresent(
            file -> {
              properties.set("ssl.truststore.type", "PEM");
              properties.set("ssl.truststore.location", file, "One PEM file, not a directory.");
              notes.look(
                  "kafka.properties.ssl.truststore.location", "must be one PEM file, no directory");
            });
    Optional<String> certificate = conf.take("CERT");
    if (certificate.isPresent() && certificate.equals(conf.take("KEY"))) {
      properties.set("ssl.keystore.type", "PEM");
      properties.set("ssl.keystore.location", certificate.get());
    } else {
      conf.leaveOut(
          "Kafka's client wants key and certificate in one file: write both to one PEM file and set"
              + " kafka.properties ssl.keystore.type to PEM and ssl.keystore.location to it",
          "CERT",
          "KEY");
    }
    if (!conf.peek("SSL_VERIFY").orElse("").strip().equalsIgnoreCase("true")) {
      conf.leaveOut("a broker's certificate is always verified", "SSL_VERIFY");
    }
    conf.take("SSL_VERIFY");
  }

  void hadoop() {
    if (isOn(conf, "KERBEROS")) {
      YamlGroup hadoop = yaml.group("hadoop");
      hadoop
          .group("properties")
          .set(
              "hadoop.security.authentication",
              "kerberos",
              "Takes a ticket that kinit keeps fresh; nothing logs in to HDFS from a keytab yet.");
      notes.look(
          "hadoop.properties", "HDFS with Kerberos needs a fresh ticket: OpenSpot does not log in");
    }
  }
}
