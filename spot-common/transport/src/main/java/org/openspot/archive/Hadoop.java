package org.openspot.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.error.SpotException;

/** Opens Hadoop file systems as the daemons need them: calls end in bounded time. */
public final class Hadoop {
  /**
   * A daemon pauses, says so and tries again; Hadoop's own defaults keep a call for up to a quarter
   * of an hour while a NameNode is away.
   */
  private static final Map<String, String> BOUNDED =
      Map.ofEntries(
          Map.entry("ipc.client.connect.timeout", "5000"),
          Map.entry("ipc.client.connect.max.retries", "2"),
          Map.entry("ipc.client.connect.max.retries.on.timeouts", "2"),
          Map.entry("ipc.client.connect.retry.interval", "500"),
          Map.entry("ipc.client.rpc-timeout.ms", "30000"),
          Map.entry("dfs.client.failover.max.attempts", "6"),
          Map.entry("dfs.client.failover.sleep.max.millis", "3000"),
          Map.entry("dfs.client.socket-timeout", "30000"),
          Map.entry("dfs.datanode.socket.write.timeout", "30000"),
          // Closing a file waits for the DataNode's word to reach the NameNode, which takes a few
          // milliseconds; Hadoop looks again after 400 and makes that the cost of every small file.
          Map.entry("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "5"),
          Map.entry("dfs.client.block.write.locateFollowingBlock.retries", "13"));

  private Hadoop() {}

  /** Client properties: bounds of our own, then the user's. */
  public static Map<String, String> properties(HadoopSettings settings) {
    Map<String, String> properties = new HashMap<>(BOUNDED);
    properties.putAll(settings.properties());
    properties.put("fs.defaultFS", settings.defaultFs());
    return properties;
  }

  private static Configuration configuration(HadoopSettings settings) {
    Configuration configuration = new Configuration();
    properties(settings).forEach(configuration::set);
    return configuration;
  }

  /** A file system of the caller's own, to be closed by it. Does not connect yet. */
  public static FileSystem open(HadoopSettings settings) {
    try {
      return FileSystem.newInstance(URI.create(settings.defaultFs()), configuration(settings));
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(
          "the hadoop section cannot be used: " + settings.defaultFs() + ": " + e.getMessage(), e);
    }
  }

  /** The same file system as a context: its rename refuses a target that exists. */
  static FileContext context(HadoopSettings settings) {
    try {
      return FileContext.getFileContext(URI.create(settings.defaultFs()), configuration(settings));
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(
          "the hadoop section cannot be used: " + settings.defaultFs() + ": " + e.getMessage(), e);
    }
  }

  /** The error of a read: a file that is gone stays gone, everything else may pass. */
  static SpotException unreadable(String what, IOException cause) {
    return cause instanceof FileNotFoundException
        ? new DataException(what + ": no such file", cause)
        : away(what, cause);
  }

  /** The error of anything that may succeed later: HDFS away, in safe mode, full, or refusing. */
  static RetriableException away(String what, IOException cause) {
    if (cause instanceof InterruptedIOException || cause instanceof ClosedByInterruptException) {
      Thread.currentThread().interrupt();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new RetriableException(what + ": " + message.lines().findFirst().orElse(""), cause);
  }
}
