package org.openspot.core.identity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openspot.core.error.ConfigException;

/** The name of this machine. */
public final class HostName {
  /** What {@code gethostname} gives on Linux, whether or not any address belongs to it. */
  private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

  private HostName() {}

  /**
   * Reads it, without asking any name service where that can be helped: the name must be the same
   * before and after the network is there.
   *
   * @throws ConfigException if it cannot be told; no other name is made up
   */
  public static String here() {
    return read(KERNEL);
  }

  static String read(Path kernel) {
    try {
      String name = Files.readString(kernel, StandardCharsets.UTF_8).strip();
      if (!name.isEmpty()) {
        return name;
      }
    } catch (IOException e) {
      // Another system than Linux: Java has to ask for an address as well.
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new ConfigException(
          "the name of this machine cannot be told: neither is it in "
              + kernel
              + ", nor has it an address ("
              + e.getMessage()
              + "): add it to /etc/hosts",
          e);
    }
  }
}
