package org.openspot.scoring.model.word;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Kinds of hosts by their registered domain. */
final class DomainClasses {
  private final String own;
  private final Set<String> popular;

  DomainClasses(KnownDomains known) {
    this.own = known.own().toLowerCase(Locale.ROOT);
    Set<String> domains = new HashSet<>();
    known.popular().forEach(domain -> domains.add(HostName.of(domain).registered()));
    this.popular = Set.copyOf(domains);
  }

  String of(HostName host) {
    return switch (host.kind()) {
      case DOMAIN ->
          isOwn(host) ? "own" : popular.contains(host.registered()) ? "popular" : "other";
      case LABEL -> "label";
      case SUFFIX -> "suffix";
      case ADDRESS -> "address";
      case REVERSE -> "reverse";
      case NONE -> "none";
    };
  }

  /** A domain with a dot is compared as a whole, a label with the registered domain's first. */
  private boolean isOwn(HostName host) {
    if (own.isEmpty()) {
      return false;
    }
    return own.indexOf('.') >= 0 ? host.isBelow(own) : host.registered().startsWith(own + ".");
  }
}
