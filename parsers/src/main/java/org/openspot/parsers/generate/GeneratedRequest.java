package org.openspot.parsers.generate;

/**
 * One request through a proxy. What a request does not have is null.
 *
 * @param kind what it is part of
 * @param timeMillis when it ended, in milliseconds since 1970-01-01 UTC
 * @param takenMillis how long it took
 * @param client the client's address
 * @param user who is logged in
 * @param method of the request
 * @param scheme of the URL
 * @param host of the URL
 * @param port of the URL
 * @param path of the URL; null for a tunnel
 * @param query of the URL, with its question mark
 * @param agent the user agent
 * @param referer the page with the link
 * @param category what the site is about
 * @param contentType of the response
 * @param status of the response
 * @param bytesToClient size of the response
 * @param bytesFromClient size of the request
 */
public record GeneratedRequest(
    Kind kind,
    long timeMillis,
    int takenMillis,
    String client,
    String user,
    String method,
    String scheme,
    String host,
    int port,
    String path,
    String query,
    String agent,
    String referer,
    String category,
    String contentType,
    int status,
    long bytesToClient,
    long bytesFromClient) {
  /** What a request is part of. */
  public enum Kind {
    PAGE,
    RARE,
    TUNNEL,
    UPDATE,
    CHALLENGED,
    DENIED,
    BEACON,
    UPLOAD;

    /** True for what an analyst should be shown. */
    public boolean isOutlier() {
      return this == BEACON || this == UPLOAD;
    }
  }

  /** The group of who is logged in. */
  String group() {
    return user == null ? null : "OFFICE\\Domain Users";
  }

  /** Why the proxy refuses it. */
  String exception() {
    return switch (kind) {
      case CHALLENGED -> "authentication_failed";
      case DENIED -> "policy_denied";
      case PAGE, RARE, TUNNEL, UPDATE, BEACON, UPLOAD -> null;
    };
  }

  /** What the proxy's filter decided. */
  String filterResult() {
    return action().equals("TCP_DENIED") ? "DENIED" : "OBSERVED";
  }

  /** The extension of the document. */
  String extension() {
    int dot = path == null ? -1 : path.lastIndexOf('.');
    return dot < 0 ? null : path.substring(dot + 1);
  }

  /** What the proxy says it did. */
  String action() {
    return switch (kind) {
      case CHALLENGED, DENIED -> "TCP_DENIED";
      case TUNNEL -> "TCP_TUNNELED";
      case PAGE, RARE, UPDATE, BEACON, UPLOAD -> status == 304 ? "TCP_HIT" : "TCP_NC_MISS";
    };
  }
}
