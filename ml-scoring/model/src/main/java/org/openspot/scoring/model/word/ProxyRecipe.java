package org.openspot.scoring.model.word;

import java.util.Locale;
import org.openspot.scoring.model.record.ProxyRecord;

/**
 * Words for web requests: kind of host, hour in UTC, method, the URI's entropy, main content type,
 * how frequent the user agent was in training, the URI's length, status. An agent that training did
 * not see has the frequency 0. Any record has a word.
 */
public final class ProxyRecipe implements Recipe<ProxyRecord> {
  private static final int LONGEST_TEXT = 20;

  private final DomainClasses classes;
  private final AgentCounts agents;

  public ProxyRecipe(KnownDomains known, AgentCounts agents) {
    this.classes = new DomainClasses(known);
    this.agents = agents;
  }

  @Override
  public String name() {
    return "proxy/openspot-1";
  }

  @Override
  public void write(ProxyRecord record, WordSink sink) {
    String uri = record.uri() == null ? "" : record.uri();
    long agentCount = agents.count(record.countedAgent()).orElse(0);
    sink.begin(record.client() == null ? "" : record.client());
    sink.part("host class", classes.of(HostName.of(record.host())));
    sink.part("hour", UtcHour.of(record.time()), UtcHour::meaning);
    sink.part("method", token(record.method()).toUpperCase(Locale.ROOT));
    sink.part("uri entropy bin", Entropy.bin(Entropy.bits(uri)), Entropy::meaning);
    sink.part("content type", mainType(record.contentType()));
    sink.part("agent count bin", Magnitude.digits(agentCount), Magnitude::digitsMeaning);
    sink.part("uri length bin", Magnitude.digits(uri.length()), Magnitude::digitsMeaning);
    sink.part("status", token(record.responseCode()));
    sink.end();
  }

  private static String mainType(String contentType) {
    if (contentType == null) {
      return "none";
    }
    int end = 0;
    while (end < contentType.length() && "/; ".indexOf(contentType.charAt(end)) < 0) {
      end++;
    }
    return token(contentType.substring(0, end)).toLowerCase(Locale.ROOT);
  }

  /**
   * What clients send in place of a short word must not make a vocabulary of its own, nor parts run
   * into each other.
   */
  private static String token(String text) {
    if (text == null || text.isEmpty() || text.equals("-")) {
      return "none";
    }
    boolean plain =
        text.length() <= LONGEST_TEXT
            && text.chars()
                .allMatch(
                    c ->
                        c == '-'
                            || (c >= '0' && c <= '9')
                            || (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z'));
    return plain ? text : "odd";
  }
}
