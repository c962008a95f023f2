package org.openspot.scoring.model.word;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A host name taken apart by the Public Suffix List (publicsuffix.org), private suffixes such as
 * {@code github.io} included. Takes any text: case, a last dot and a port do not matter.
 *
 * @param kind what it is
 * @param registered the domain somebody registered, such as {@code bbc.co.uk}; for another kind
 *     than {@link Kind#DOMAIN} what comes nearest, such as the address; never null
 * @param subdomain what is left of the registered domain, without the dot; may be empty
 */
public record HostName(Kind kind, String registered, String subdomain) {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9a-f:.]+(%.*)?");
  private static final Pattern PORT = Pattern.compile(":\\d*$");
  private static final Pattern DOT = Pattern.compile("\\.");

  /** What a host name is. */
  public enum Kind {
    /** A name below a public suffix, or below the last label where the list has no suffix. */
    DOMAIN,
    /** A public suffix itself, such as {@code co.uk}. */
    SUFFIX,
    /** One label, such as {@code printer}. */
    LABEL,
    /** An IPv4 or IPv6 address. */
    ADDRESS,
    /** A name for an address, below {@code in-addr.arpa} or {@code ip6.arpa}. */
    REVERSE,
    /** The root, or no name at all. */
    NONE
  }

  private static final int REMEMBERED = 1 << 12;

  /**
   * Names that were asked for lately, each at its hash: few names make up most of the traffic, and
   * the list's rules take long to apply. Threads may overwrite each other's, and see whole ones.
   */
  private static final Remembered[] LATELY = new Remembered[REMEMBERED];

  private record Remembered(String text, HostName name) {}

  /** Takes a name apart; null is none. */
  public static HostName of(String text) {
    if (text == null) {
      return new HostName(Kind.NONE, "", "");
    }
    int hash = text.hashCode();
    int place = (hash ^ hash >>> 16) & (REMEMBERED - 1);
    Remembered lately = LATELY[place];
    if (lately == null || !lately.text.equals(text)) {
      lately = new Remembered(text, takenApart(text));
      LATELY[place] = lately;
    }
    return lately.name;
  }

  private static HostName takenApart(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    if (name.startsWith("[")) {
      int end = name.indexOf(']');
      String address = name.substring(1, end < 0 ? name.length() : end);
      return new HostName(Kind.ADDRESS, address, "");
    }
    if (IPV6.matcher(name).matches()) {
      return new HostName(Kind.ADDRESS, name, "");
    }
    name = withoutLastDots(PORT.matcher(name).replaceFirst(""));
    if (name.isEmpty() || name.equals("<root>") || name.equals("-") || name.equals("(empty)")) {
      return new HostName(Kind.NONE, "", "");
    }
    if (IPV4.matcher(name).matches()) {
      return new HostName(Kind.ADDRESS, name, "");
    }
    if (name.endsWith(".arpa")) {
      String zone = name.endsWith("ip6.arpa") ? "ip6.arpa" : lastLabels(name, 2);
      return split(Kind.REVERSE, name, zone);
    }
    if (name.indexOf('.') < 0) {
      return new HostName(Kind.LABEL, name, "");
    }
    return domain(name);
  }

  /** How many labels the name has. */
  public int labels() {
    if (kind == Kind.NONE || kind == Kind.ADDRESS) {
      return 0;
    }
    return count(registered) + (subdomain.isEmpty() ? 0 : count(subdomain));
  }

  /** True when the name is that domain or below it. */
  public boolean isBelow(String domain) {
    String name = subdomain.isEmpty() ? registered : subdomain + "." + registered;
    return name.equals(domain) || name.endsWith("." + domain);
  }

  private static HostName domain(String name) {
    String registered;
    try {
      EffectiveTldFinder.EffectiveTLD suffix = EffectiveTldFinder.getEffectiveTLD(name, false);
      if (suffix != null && name.equals(suffix.getDomain())) {
        return new HostName(Kind.SUFFIX, name, "");
      }
      registered = EffectiveTldFinder.getAssignedDomain(name, true, false);
    } catch (IllegalArgumentException e) {
      registered = null; // no name that the list's rules can be applied to
    }
    return split(Kind.DOMAIN, name, registered == null ? lastLabels(name, 2) : registered);
  }

  private static HostName split(Kind kind, String name, String registered) {
    if (!name.endsWith("." + registered)) {
      return new HostName(kind, name, "");
    }
    return new HostName(
        kind, registered, name.substring(0, name.length() - registered.length() - 1));
  }

  private static String withoutLastDots(String name) {
    int end = name.length();
    while (end > 0 && name.charAt(end - 1) == '.') {
      end--;
    }
    return name.substring(0, end);
  }

  private static String lastLabels(String name, int labels) {
    int dot = name.length();
    for (int i = 0; i < labels && dot >= 0; i++) {
      dot = name.lastIndexOf('.', dot - 1);
    }
    return name.substring(dot + 1);
  }

  private static int count(String name) {
    return DOT.split(name, -1).length;
  }
}
