package org.openspot.parsers.generate;

import java.util.List;

/**
 * A name that was asked for, and the answer.
 *
 * @param kind why it was made up
 * @param millis when it was asked, since 1970-01-01 UTC
 * @param delayMicros how long the answer took
 * @param client which client asked; see {@link #CLIENTS}
 * @param ipv6 whether over IPv6
 * @param tcp whether over TCP
 * @param id of the two messages
 * @param port of the client
 * @param name without the last dot
 * @param type of the question
 * @param rcode of the answer
 * @param answers in their order
 */
public record GeneratedDns(
    Kind kind,
    long millis,
    int delayMicros,
    int client,
    boolean ipv6,
    boolean tcp,
    int id,
    int port,
    String name,
    int type,
    int rcode,
    List<Answer> answers) {
  /** How many clients there are. */
  public static final int CLIENTS = 240;

  private static final int FIRST_CLIENT = 1 << 8 | 10;
  private static final int NAME_SERVER = 53;

  /** Why a name was asked for. */
  public enum Kind {
    POPULAR(false),
    RARE(false),
    REVERSE(false),
    MAIL(false),
    TEXT(false),
    MISTYPED(false),
    TUNNEL(true),
    BEACON(true);

    private final boolean outlier;

    Kind(boolean outlier) {
      this.outlier = outlier;
    }

    /** True for what an analyst should find. */
    public boolean isOutlier() {
      return outlier;
    }
  }

  /** The client's address as text. */
  public String clientText() {
    return address(FIRST_CLIENT + client);
  }

  /** The name server's address as text. */
  String serverText() {
    return address(NAME_SERVER);
  }

  /** As {@link PacketWriter} has it. */
  private String address(int host) {
    return ipv6
        ? "2001:db8:20::" + Integer.toHexString(host)
        : "10.20." + (host >> 8) + "." + (host & 0xff);
  }

  /**
   * One record of the answer.
   *
   * @param owner whose record it is
   * @param type of the record
   * @param data an address, a name, a text, or hex digits, as the type has it
   */
  public record Answer(String owner, int type, String data) {}
}
