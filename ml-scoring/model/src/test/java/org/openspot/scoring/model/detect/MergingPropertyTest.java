package org.openspot.scoring.model.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.record.FlowRecord;

/** What is gathered in parts is the same as what is gathered at once, in any order. */
class MergingPropertyTest {
  @Property(tries = 30)
  void times(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30_000) int count) {
    Random random = new Random(seed);
    ContactTimes whole = new ContactTimes("a", "b", 1);
    ContactTimes left = new ContactTimes("a", "b", 1);
    ContactTimes right = new ContactTimes("a", "b", 1);
    for (int i = 0; i < count; i++) {
      long time = random.nextInt(86_400);
      whole.add(time);
      (random.nextInt(5) == 0 ? left : right).add(time);
    }
    ContactTimes ab = new ContactTimes("a", "b", 1);
    ab.addAll(left);
    ab.addAll(right);
    ContactTimes ba = new ContactTimes("a", "b", 1);
    ba.addAll(right);
    ba.addAll(left);
    assertThat(ab.times()).isEqualTo(whole.times()).isEqualTo(ba.times());
    assertThat(ab.resolution()).isEqualTo(whole.resolution()).isEqualTo(ba.resolution());
    assertThat(whole.times().length).isLessThanOrEqualTo(ContactTimes.MOST_TIMES);
  }

  @Property(tries = 30)
  void domainsAndHosts(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3000) int count) {
    Random random = new Random(seed);
    DomainActivity[] domains = new DomainActivity[3];
    HostActivity[] hosts = new HostActivity[3];
    for (int i = 0; i < 3; i++) {
      domains[i] = new DomainActivity("c", "example.org");
      hosts[i] = new HostActivity("c", HostActivity.Role.SOURCE, 0);
    }
    for (int i = 0; i < count; i++) {
      int part = 1 + random.nextInt(2);
      DnsRecord response = response(random);
      domains[0].add(response);
      domains[part].add(response);
      FlowRecord flow = flow(random);
      hosts[0].add(flow);
      hosts[part].add(flow);
    }
    DomainActivity ab = new DomainActivity("c", "example.org");
    ab.addAll(domains[2]);
    ab.addAll(domains[1]);
    assertThat(ab.responses()).isEqualTo(domains[0].responses());
    assertThat(ab.types()).isEqualTo(domains[0].types());
    assertThat(ab.bits()).isEqualTo(domains[0].bits());
    assertThat(ab.subdomains()).isEqualTo(domains[0].subdomains());
    HostActivity merged = new HostActivity("c", HostActivity.Role.SOURCE, 0);
    merged.addAll(hosts[2]);
    merged.addAll(hosts[1]);
    assertThat(merged.measured()).isEqualTo(hosts[0].measured());
  }

  @Property(tries = 30)
  void servicesAndHistories(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3000) int count) {
    Random random = new Random(seed);
    HostServices[] days = {new HostServices("c"), new HostServices("c"), new HostServices("c")};
    for (int i = 0; i < count; i++) {
      FlowRecord flow = flow(random);
      days[0].add(flow);
      days[1 + random.nextInt(2)].add(flow);
    }
    HostServices merged = new HostServices("c");
    merged.addAll(days[2]);
    merged.addAll(days[1]);
    assertThat(merged.uses()).containsExactlyElementsOf(days[0].uses());

    HostHistory whole = HostHistory.of(days[0]);
    HostHistory parts = HostHistory.of(days[2]).plus(HostHistory.of(days[1]));
    assertThat(parts.seen()).containsExactlyElementsOf(whole.seen().boxed().toList());
    assertThat(parts.knows("peer elsewhere")).isFalse();
    assertThat(parts.knows("port 4444/UDP")).isFalse();
    assertThat(days[0].uses()).allMatch(use -> parts.knows(use.service().peerText()));
    assertThat(days[0].uses()).allMatch(use -> parts.knows(use.service().portText()));
  }

  @Test
  void ofTooManyServicesTheSameAreKeptInAnyOrder() {
    HostServices forward = new HostServices("c");
    HostServices backward = new HostServices("c");
    int count = 2 * HostServices.MOST_SERVICES;
    for (int i = 0; i < count; i++) {
      forward.add(flow("d" + i));
      backward.add(flow("d" + (count - 1 - i)));
    }
    assertThat(forward.uses())
        .hasSize(HostServices.MOST_SERVICES)
        .containsExactlyElementsOf(backward.uses());
  }

  private static FlowRecord flow(String destination) {
    return new FlowRecord(
        "",
        0,
        new FlowRecord.Clock(0, 0, 0),
        new FlowRecord.Endpoint("c", 40_000),
        new FlowRecord.Endpoint(destination, 443),
        "TCP",
        1,
        1);
  }

  @Test
  void manyTextsAreCountedWithinAFewPercentInAnyOrder() {
    List<String> texts =
        IntStream.range(0, 50_000).mapToObj(i -> "text" + i).collect(Collectors.toList());
    DistinctSketch inOrder = new DistinctSketch(1024);
    texts.forEach(text -> inOrder.add(text, text.length()));
    Collections.shuffle(texts, new Random(1));
    DistinctSketch shuffled = new DistinctSketch(1024);
    texts.forEach(text -> shuffled.add(text, text.length()));
    texts.forEach(text -> shuffled.add(text, text.length()));
    assertThat(shuffled.count()).isEqualTo(inOrder.count()).isCloseTo(50_000, within(5000.0));
    assertThat(shuffled.weight()).isEqualTo(inOrder.weight());
  }

  private static DnsRecord response(Random random) {
    String name = "n" + random.nextInt(2500) + ".example.org";
    return new DnsRecord("", 0, 90, "c", name, "0x0001", random.nextInt(3), random.nextInt(4));
  }

  private static FlowRecord flow(Random random) {
    return new FlowRecord(
        "",
        0,
        new FlowRecord.Clock(0, 0, 0),
        new FlowRecord.Endpoint("c", 1),
        new FlowRecord.Endpoint("d" + random.nextInt(2500), random.nextInt(2500)),
        "TCP",
        random.nextInt(9),
        random.nextInt(999));
  }
}
