package org.openspot.store.hive;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openspot.core.config.Setting;

/**
 * How HiveServer2 is reached, and where the tables are.
 *
 * @param url a JDBC URL as beeline takes it
 * @param user the account; empty for what the server takes without one
 * @param password its password; empty for none
 * @param database the database with OpenSpot's tables
 * @param properties session properties of the driver that pass through untouched
 */
public record HiveSettings(
    @Setting(
            doc =
                "JDBC URL of HiveServer2 as beeline takes it, with what TLS (`;ssl=true`), Kerberos"
                    + " (`;principal=…`) or ZooKeeper discovery need.")
        String url,
    @Setting(doc = "Account at HiveServer2; empty where it asks for none.", value = "") String user,
    @Setting(doc = "Password of that account.", value = "", secret = true) String password,
    @Setting(doc = "Database of the tables.", value = "spot") String database,
    @Setting(
            doc =
                "Properties of the Hive JDBC driver, passed through untouched; `hiveconf:NAME` sets a"
                    + " property of the session.",
            value = "")
        Map<String, String> properties) {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,127}");

  /** Hosts; database and session variables; then the server's own settings and variables. */
  private static final Pattern URL_PARTS =
      Pattern.compile("(?<hosts>jdbc:hive2://[^/;?#]*)(?<path>[^?#]*)(?<hiveConf>.*)");

  public HiveSettings {
    properties = Map.copyOf(properties);
    if (!url.startsWith("jdbc:hive2://")) {
      throw new IllegalArgumentException("url must begin with jdbc:hive2://");
    }
    if (!IDENTIFIER.matcher(database).matches()) {
      throw new IllegalArgumentException(
          "database must be a letter and then letters, digits and underscores only");
    }
  }

  /** The same with a socket timeout, which the driver takes from the URL only, unless it is set. */
  HiveSettings withSocketTimeout(int millis) {
    if (url.contains(";socketTimeout=")) {
      return this;
    }
    Matcher parts = URL_PARTS.matcher(url);
    if (!parts.matches()) {
      return this;
    }
    String path = parts.group("path").isEmpty() ? "/" : parts.group("path");
    String changed =
        parts.group("hosts") + path + ";socketTimeout=" + millis + parts.group("hiveConf");
    return new HiveSettings(changed, user, password, database, properties);
  }

  /** The URL without session variables, among which may be passwords: for messages. */
  public String address() {
    return url.replaceFirst("[;?#].*", "");
  }
}
