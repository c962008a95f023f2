package org.openspot.scoring.model.word;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A host name taken apart as Spot 1.1 does: a fixed list of country codes, seven other top-level
 * domains, one level of each.
 *
 * @param domain the label Spot takes for the domain, or {@code None}
 * @param subdomain what is left of it, or {@code None}
 * @param parts how many labels the name has
 */
record SpotDomain(String domain, String subdomain, int parts) {
  static final String NONE = "None";

  private static final Pattern DOT = Pattern.compile("\\.");
  private static final Set<String> TOP_LEVEL =
      Set.of("com", "org", "net", "int", "edu", "gov", "mil");

  /** First letters, and the second letters each is followed by. */
  private static final String[] COUNTRIES = {
    "a:cdefgilmnoqrstuwxz",
    "b:abdefghijmnoqrstvwyz",
    "c:acdfghiklmnoruvwxyz",
    "d:ejkmoz",
    "e:ceghrstu",
    "f:ijkmor",
    "g:abdefghilmnpqrstuwy",
    "h:kmnrtu",
    "i:delmnoqrst",
    "j:emop",
    "k:eghimnprwyz",
    "l:abcikrstuvy",
    "m:acdeghklmnopqrstuvwxyz",
    "n:acefgilopruz",
    "o:m",
    "p:aefghklmnrstwy",
    "q:a",
    "r:eosuw",
    "s:abcdeghijklmnorstuvxyz",
    "t:cdfghjklmnoprtvwz",
    "u:agksyz",
    "v:aceginu",
    "w:fs",
    "y:et",
    "z:amw"
  };

  private static final Set<String> COUNTRY_CODES = countryCodes();

  static SpotDomain of(String name) {
    List<String> labels = labels(name);
    int count = labels.size();
    if (count < 2 || isReverse(labels) || !isTop(labels.get(count - 1))) {
      return new SpotDomain(NONE, NONE, count);
    }
    List<String> rest = new ArrayList<>(labels);
    if (COUNTRY_CODES.contains(last(rest))) {
      rest.remove(rest.size() - 1);
    }
    if (TOP_LEVEL.contains(last(rest))) {
      rest.remove(rest.size() - 1);
    }
    if (rest.isEmpty()) {
      return new SpotDomain(NONE, NONE, count);
    }
    String subdomain = rest.size() == 1 ? NONE : String.join(".", rest.subList(0, rest.size() - 1));
    return new SpotDomain(last(rest), subdomain, count);
  }

  int subdomainLength() {
    return hasSubdomain() ? subdomain.length() : 0;
  }

  double subdomainEntropy() {
    return hasSubdomain() ? Entropy.bits(subdomain) : 0;
  }

  /** A subdomain that is the text None counts as none, as it did. */
  private boolean hasSubdomain() {
    return !subdomain.equals(NONE);
  }

  private static boolean isReverse(List<String> labels) {
    int count = labels.size();
    return count > 2
        && labels.get(count - 1).equals("arpa")
        && labels.get(count - 2).equals("in-addr");
  }

  private static boolean isTop(String label) {
    return COUNTRY_CODES.contains(label) || TOP_LEVEL.contains(label);
  }

  private static String last(List<String> labels) {
    return labels.get(labels.size() - 1);
  }

  /** Empty labels at the end are dropped, those before are kept; the empty name is one label. */
  private static List<String> labels(String name) {
    if (name.isEmpty()) {
      return List.of(name);
    }
    List<String> labels = Arrays.asList(DOT.split(name, -1));
    int end = labels.size();
    while (end > 0 && labels.get(end - 1).isEmpty()) {
      end--;
    }
    return labels.subList(0, end);
  }

  private static Set<String> countryCodes() {
    Set<String> codes = new HashSet<>(Set.of("krd", ""));
    for (String row : COUNTRIES) {
      row.substring(2).chars().forEach(second -> codes.add(row.charAt(0) + "" + (char) second));
    }
    return Set.copyOf(codes);
  }
}
