package org.openspot.cli.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of hosts with ports, as Spot's files have them in two keys. */
final class Addresses {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");
  private static final Pattern WITH_PORT = Pattern.compile("(.+):([0-9]{1,5})");

  private Addresses() {}

  /** HOST:PORT for each host, separated by commas; empty if one of them cannot be an address. */
  static Optional<String> of(String hosts, String port) {
    List<String> addresses = new ArrayList<>();
    for (String host : hosts.split(",", -1)) {
      String address = host.strip();
      if (!WITH_PORT.matcher(address).matches() || address.endsWith("]")) {
        address += ":" + port;
      }
      if (!isAddress(address)) {
        return Optional.empty();
      }
      addresses.add(address);
    }
    return Optional.of(String.join(",", addresses));
  }

  private static boolean isAddress(String address) {
    var parts = WITH_PORT.matcher(address);
    return parts.matches()
        && HOST.matcher(parts.group(1)).matches()
        && Integer.parseInt(parts.group(2)) > 0
        && Integer.parseInt(parts.group(2)) < 65536;
  }
}
