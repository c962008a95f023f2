package org.openspot.scoring.model.counting;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Which hosts are peers: those that share the first bits of their address.
 *
 * @param ipv4Bits length of the common prefix of IPv4 peers, 0 to 32
 * @param ipv6Bits length of the common prefix of IPv6 peers, 0 to 128
 */
public record PeerGroups(int ipv4Bits, int ipv6Bits) {
  /** Networks as they are usually cut. */
  public static final PeerGroups DEFAULT = new PeerGroups(24, 64);

  /** The group of what is no address. */
  private static final String OTHER = "other";

  // Digits and separators only: nothing that a name server would be asked for.
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|(?=[^:]*:[^:]*:)[0-9a-fA-F:.]+");

  /** The group a host belongs to, such as {@code 10.1.2.0/24}. */
  public String of(String host) {
    if (!ADDRESS.matcher(host).matches()) {
      return OTHER;
    }
    try {
      byte[] address = InetAddress.getByName(host).getAddress();
      int bits = address.length == 4 ? ipv4Bits : ipv6Bits;
      for (int bit = bits; bit < address.length * Byte.SIZE; bit++) {
        address[bit / Byte.SIZE] &= (byte) ~(0x80 >> (bit % Byte.SIZE));
      }
      return InetAddress.getByAddress(address).getHostAddress() + "/" + bits;
    } catch (UnknownHostException e) {
      return OTHER; // such as 300.1.1.1
    }
  }
}
