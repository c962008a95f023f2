package org.openspot.scoring.model.word;

import java.util.HashSet;
import java.util.Set;

/** Spot's three kinds of domains, by their label alone. */
final class SpotDomainClass {
  static final int OTHER = 0;
  static final int TOP = 1;
  static final int OWN = 2;

  private final String own;
  private final Set<String> top;

  /** With the domain that is the user's own, or the empty text. */
  SpotDomainClass(String own, Iterable<String> topDomains) {
    this.own = own;
    Set<String> labels = new HashSet<>();
    for (String domain : topDomains) {
      int dot = domain.indexOf('.');
      labels.add(dot < 0 ? domain : domain.substring(0, dot));
    }
    this.top = Set.copyOf(labels);
  }

  int of(String domain) {
    if (!own.isEmpty() && domain.equals(own)) {
      return OWN;
    }
    return top.contains(domain) ? TOP : OTHER;
  }

  static String meaning(int domainClass) {
    return switch (domainClass) {
      case OWN -> "own domain";
      case TOP -> "popular domain";
      default -> "other domain";
    };
  }
}
