package org.openspot.scoring.model.detect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.openspot.scoring.model.counting.PeerGroups;
import org.openspot.scoring.model.detect.HostServices.Use;

/**
 * Finds peers and ports that a host has never had before. What is new to the host is compared with
 * what others do: the statistic is -log10 of the share of hosts that use the port, if that is new,
 * plus -log10 of the share that use the peer, if that is; where both are, the probability that two
 * such are as small together, whichever is the smaller. The share is that among the host's peer
 * group or among all, whichever is larger: what the neighbours do is nothing odd. A share is
 * multiplied by how many new ones the host has this day (Bonferroni's inequality): whoever has new
 * peers all the time will have a rare one among them; so the statistic is one of the host, and is
 * calibrated by hosts. What the host has had before counts nothing; without any history all is new,
 * and only what others do tells.
 */
public final class FirstSeenDetector {
  public static final String NAME = "flow.first";

  private final PeerGroups groups;

  public FirstSeenDetector(PeerGroups groups) {
    this.groups = groups;
  }

  /** How many hosts of a group use what. */
  private static final class Users {
    private final Map<String, Integer> users = new HashMap<>();
    private int hosts;

    void add(Set<String> texts) {
      hosts++;
      texts.forEach(text -> users.merge(text, 1, Integer::sum));
    }

    int others(String text) {
      return users.getOrDefault(text, 1) - 1;
    }

    /** The share among the other hosts; half a host more, so that none has 0. */
    double share(String text) {
      return (others(text) + 0.5) / hosts;
    }
  }

  /** What a host's uses are compared with. */
  private record Circle(Users group, Users all) {
    /** Of something new, one of so many. */
    double surprise(String text, int news) {
      return -Math.log10(Math.min(1, news * share(text)));
    }

    private double share(String text) {
      // A group of one says nothing.
      return Math.min(
          1, group.hosts > 1 ? Math.max(group.share(text), all.share(text)) : all.share(text));
    }
  }

  /**
   * What is noteworthy of a day, one for each service of a peer that is not all known; of a host to
   * which nothing is new, one that says so.
   *
   * @param day what hosts did; one of each host
   * @param history what hosts did on days before; none of a host that is new
   */
  public List<Evidence> evidence(Collection<HostServices> day, Collection<HostHistory> history) {
    List<Evidence> evidence = new ArrayList<>();
    evidence(day, history, evidence::addAll);
    return evidence;
  }

  /** The same host by host: there may be more of it than can be held. */
  void evidence(
      Collection<HostServices> day,
      Collection<HostHistory> history,
      Consumer<List<Evidence>> ofHost) {
    Map<String, HostHistory> before = new HashMap<>();
    history.forEach(one -> before.put(one.host(), one));
    Users all = new Users();
    Map<String, Users> byGroup = new HashMap<>();
    for (HostServices host : day) {
      Set<String> texts = new HashSet<>();
      for (Use use : host.uses()) {
        texts.add(use.service().peerText());
        texts.add(use.service().portText());
      }
      all.add(texts);
      byGroup.computeIfAbsent(groups.of(host.host()), unused -> new Users()).add(texts);
    }
    for (HostServices host : day) {
      Circle circle = new Circle(byGroup.get(groups.of(host.host())), all);
      New news = New.of(host, before.get(host.host()));
      List<Evidence> evidence = new ArrayList<>();
      for (Use use : host.uses()) {
        if (news.has(use)) {
          evidence.add(evidence(host.host(), use, circle, news));
        }
      }
      if (evidence.isEmpty()) {
        // It is one of those that what is new is compared with.
        evidence.add(new Evidence(host.host(), host.host(), NAME, 0, List.of()));
      }
      ofHost.accept(evidence);
    }
  }

  /** What a host has never had before. */
  private record New(Set<String> peers, Set<String> ports) {
    static New of(HostServices day, HostHistory known) {
      New news = new New(new HashSet<>(), new HashSet<>());
      for (Use use : day.uses()) {
        if (known == null || !known.knows(use.service().peerText())) {
          news.peers.add(use.service().peerText());
        }
        if (known == null || !known.knows(use.service().portText())) {
          news.ports.add(use.service().portText());
        }
      }
      return news;
    }

    boolean has(Use use) {
      return peers.contains(use.service().peerText()) || ports.contains(use.service().portText());
    }
  }

  private static Evidence evidence(String host, Use use, Circle circle, New news) {
    double digits = 0;
    List<Reason> reasons = new ArrayList<>();
    String port = use.service().portText();
    boolean newPort = news.ports().contains(port);
    if (newPort) {
      digits += circle.surprise(port, news.ports().size());
      reasons.add(novelty(port, circle));
    }
    String peer = use.service().peerText();
    boolean newPeer = news.peers().contains(peer);
    if (newPeer) {
      digits += circle.surprise(peer, news.peers().size());
      reasons.add(novelty(peer, circle));
    }
    reasons.add(
        Reason.of(
            "new peers",
            news.peers().size(),
            news.ports().size(),
            "the host has %s new peers and %s new ports today"));
    reasons.add(Reason.of("flows", (double) use.flows(), 0, "%s flows, the first of them today"));
    String subject = host + " " + use.service().peer() + " " + use.service().port();
    double statistic = newPort && newPeer ? ofTwo(digits) : digits;
    return new Evidence(subject, host, NAME, statistic, reasons);
  }

  /** Of the product t of two probabilities the probability: t (1 - ln t) (Fisher). */
  private static double ofTwo(double digits) {
    return digits - Math.log10(1 + digits * Math.log(10));
  }

  private static Reason novelty(String text, Circle circle) {
    return Reason.of(
        "others with " + text,
        circle.all().others(text),
        circle.all().hosts - 1.0,
        text + " is new to the host; %s of %s other hosts use it");
  }
}
