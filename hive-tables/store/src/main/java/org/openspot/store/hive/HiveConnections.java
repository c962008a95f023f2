package org.openspot.store.hive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.RetriableException;

/**
 * Opens connections to HiveServer2. The standalone driver carries Hadoop and SLF4J classes under
 * their own names, so it lives in a class loader that shares nothing with ours but the JDK; beside
 * it lies a logging library that says nothing. Safe to use from several threads; a connection is
 * not.
 */
public final class HiveConnections {
  private static final String DRIVER = "org.apache.hive.jdbc.HiveDriver";

  private final Path directory;
  private Driver driver;

  /**
   * Connections through the driver in a directory, which is read at the first of them.
   *
   * @param directory where the driver's jars are: {@code lib/hive-jdbc} of the distribution
   */
  public HiveConnections(Path directory) {
    this.directory = directory;
  }

  /**
   * Opens a connection. Its current database is that of the URL; see {@link #use}.
   *
   * @throws ConfigException if the driver is missing or does not take the URL
   * @throws RetriableException if the server does not answer or refuses
   */
  public Connection open(HiveSettings settings) {
    Properties properties = new Properties();
    properties.putAll(settings.properties());
    if (!settings.user().isEmpty()) {
      properties.setProperty("user", settings.user());
      properties.setProperty("password", settings.password());
    }
    Driver hive = driver();
    Thread thread = Thread.currentThread();
    ClassLoader ours = thread.getContextClassLoader();
    // Hadoop's Configuration finds its classes and files by the thread's class loader.
    thread.setContextClassLoader(hive.getClass().getClassLoader());
    try {
      Connection connection = hive.connect(settings.url(), properties);
      if (connection == null) {
        throw new ConfigException("hive.url: the driver does not take " + settings.address());
      }
      return connection;
    } catch (SQLException e) {
      throw new RetriableException(
          "Hive at " + settings.address() + ": " + HiveErrors.rootLine(e), e);
    } finally {
      thread.setContextClassLoader(ours);
    }
  }

  /**
   * Makes the configured database the connection's current one.
   *
   * @throws SQLException if there is none of that name, among others
   */
  public static void use(Connection connection, HiveSettings settings) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // The settings take nothing but letters, digits and underscores for a name.
      statement.execute("USE `" + settings.database() + "`");
    }
  }

  private synchronized Driver driver() {
    if (driver == null) {
      driver = load(jars());
    }
    return driver;
  }

  private List<URL> jars() {
    try (Stream<Path> files = Files.list(directory)) {
      List<URL> jars =
          files
              .filter(file -> file.getFileName().toString().endsWith(".jar"))
              .sorted()
              .map(HiveConnections::url)
              .toList();
      if (jars.isEmpty()) {
        throw new ConfigException("no Hive JDBC driver in " + directory);
      }
      return jars;
    } catch (IOException e) {
      throw new ConfigException("no Hive JDBC driver: cannot read " + directory, e);
    }
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Driver load(List<URL> jars) {
    ClassLoader loader =
        new URLClassLoader(
            "hive-jdbc", jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    try {
      return Class.forName(DRIVER, true, loader)
          .asSubclass(Driver.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new ConfigException("no Hive JDBC driver in " + directory + ": " + e, e);
    }
  }
}
