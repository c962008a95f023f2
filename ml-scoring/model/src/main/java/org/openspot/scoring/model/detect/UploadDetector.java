package org.openspot.scoring.model.detect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Finds data that leaves through a web proxy: for each client and registered domain of a day the
 * bytes sent, and how much information the different URLs carry, beyond what the domain's other
 * clients send it, if there are three or more: the median of what they send, and of what they send
 * with a request times the client's requests, whichever is more.
 *
 * <p>Each is a statistic of its own: {@code proxy.upload} is log2(1 + excess bytes), {@code
 * proxy.uris} log2(1 + excess bits of paths and queries).
 */
public final class UploadDetector {
  public static final String UPLOAD = "proxy.upload";
  public static final String URIS = "proxy.uris";

  private static final int ENOUGH_OTHERS = 3;

  /** What is noteworthy of these; two of each, told together. */
  void evidence(Collection<SentData> sent, Consumer<List<Evidence>> found) {
    Map<String, List<SentData>> byDomain = new HashMap<>();
    for (SentData one : sent) {
      byDomain.computeIfAbsent(one.domain(), unused -> new ArrayList<>()).add(one);
    }
    for (List<SentData> clients : byDomain.values()) {
      Usual bytes = new Usual(clients, one -> (double) one.bytes());
      Usual bits = new Usual(clients, SentData::bits);
      for (SentData one : clients) {
        double usualBytes = bytes.of(one);
        double usualBits = bits.of(one);
        List<Reason> reasons = reasons(one, usualBytes, usualBits, clients.size());
        found.accept(
            List.of(
                of(UPLOAD, one, one.bytes() - usualBytes, reasons),
                of(URIS, one, one.bits() - usualBits, reasons)));
      }
    }
  }

  /** What is usual of a domain's clients. */
  private static final class Usual {
    private final ToDoubleFunction<SentData> value;
    private final double[] sorted;
    private final double[] ofRequests;

    Usual(List<SentData> clients, ToDoubleFunction<SentData> value) {
      this.value = value;
      sorted = clients.stream().mapToDouble(value).sorted().toArray();
      ofRequests = clients.stream().mapToDouble(this::ofRequest).sorted().toArray();
    }

    private double ofRequest(SentData one) {
      return value.applyAsDouble(one) / one.requests();
    }

    /** What the others would send with as many requests; 0 of too few others. */
    double of(SentData one) {
      if (sorted.length <= ENOUGH_OTHERS) {
        return 0;
      }
      return Math.max(
          Quantiles.medianOfOthers(sorted, value.applyAsDouble(one)),
          Quantiles.medianOfOthers(ofRequests, ofRequest(one)) * one.requests());
    }
  }

  private static Evidence of(String detector, SentData one, double excess, List<Reason> reasons) {
    return new Evidence(
        one.subject(),
        one.client(),
        detector,
        Math.log1p(Math.max(0, excess)) / Math.log(2),
        reasons);
  }

  private static List<Reason> reasons(
      SentData one, double usualBytes, double usualBits, int clients) {
    return List.of(
        Reason.of(
            "bytes sent",
            (double) one.bytes(),
            usualBytes,
            "%s bytes sent to the domain; its other clients would send %s"),
        Reason.of(
            "information bits",
            one.bits(),
            usualBits,
            "the different paths and queries carry %s bits; those of the domain's other clients"
                + " would carry %s"),
        Reason.of(
            "different URIs",
            one.uris(),
            (double) one.requests(),
            "%s different paths and queries in %s requests"),
        Reason.of("clients of the domain", clients, 1, "%s clients sent requests to this domain"));
  }
}
