package org.openspot.parsers.proxy;

/**
 * Where the parts of a requested URL are. Takes anything apart, however wrong: proxies log what
 * clients send. A part that is missing begins where it ends. Not thread-safe.
 */
final class RequestUri {
  int schemeFrom;
  int schemeTo;
  int hostFrom;
  int hostTo;
  int portFrom;
  int portTo;
  int pathFrom;
  int pathTo;
  int queryFrom;
  int queryTo;
  int extensionFrom;
  int extensionTo;

  /** Takes {@code host:port} apart, what CONNECT asks for. */
  void parseAuthority(byte[] buffer, int from, int to) {
    clear(from);
    authority(buffer, from, to);
  }

  /**
   * Takes {@code scheme://host:port/path?query} apart; without a scheme it is {@code path?query}.
   * The query keeps its question mark, the host of an IPv6 address its brackets; a user in front of
   * the host is left out.
   */
  void parse(byte[] buffer, int from, int to) {
    clear(from);
    int rest = from;
    int colon = schemeEnd(buffer, from, to);
    if (colon >= 0) {
      schemeFrom = from;
      schemeTo = colon;
      int start = colon + 3;
      rest = start;
      while (rest < to && buffer[rest] != '/' && buffer[rest] != '?' && buffer[rest] != '#') {
        rest++;
      }
      authority(buffer, start, rest);
    }
    int question = LogFields.indexOf(buffer, '?', rest, to);
    pathFrom = rest;
    pathTo = question < 0 ? to : question;
    queryFrom = pathTo;
    queryTo = to;
    extension(buffer);
  }

  private void clear(int at) {
    schemeFrom = at;
    schemeTo = at;
    hostFrom = at;
    hostTo = at;
    portFrom = at;
    portTo = at;
    pathFrom = at;
    pathTo = at;
    queryFrom = at;
    queryTo = at;
    extensionFrom = at;
    extensionTo = at;
  }

  /** Where the colon of {@code ://} behind a scheme is, or -1. */
  private static int schemeEnd(byte[] buffer, int from, int to) {
    int i = from;
    while (i < to && isSchemeCharacter(buffer[i])) {
      i++;
    }
    boolean found =
        i > from && to - i >= 3 && buffer[i] == ':' && buffer[i + 1] == '/' && buffer[i + 2] == '/';
    return found ? i : -1;
  }

  private static boolean isSchemeCharacter(byte c) {
    int letter = c | 0x20;
    return (letter >= 'a' && letter <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '-'
        || c == '.';
  }

  private void authority(byte[] buffer, int start, int end) {
    int from = start;
    for (int i = end - 1; i >= start; i--) {
      if (buffer[i] == '@') {
        from = i + 1;
        break;
      }
    }
    int colon = end;
    while (colon > from && buffer[colon - 1] >= '0' && buffer[colon - 1] <= '9') {
      colon--;
    }
    colon--; // where the colon is if there is a port
    boolean hasPort = colon > from && buffer[colon] == ':' && !isWithinBrackets(buffer, from, end);
    hostFrom = from;
    hostTo = hasPort ? colon : end;
    portFrom = hasPort ? colon + 1 : end;
    portTo = end;
  }

  private static boolean isWithinBrackets(byte[] buffer, int from, int end) {
    return buffer[from] == '[' && buffer[end - 1] == ']';
  }

  private void extension(byte[] buffer) {
    for (int i = pathTo - 1; i >= pathFrom && buffer[i] != '/'; i--) {
      if (buffer[i] == '.') {
        extensionFrom = i + 1;
        extensionTo = pathTo;
        return;
      }
    }
  }
}
