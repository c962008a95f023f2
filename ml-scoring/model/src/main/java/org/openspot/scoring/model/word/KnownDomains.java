package org.openspot.scoring.model.word;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a site knows of domains.
 *
 * @param own the site's own domain, such as {@code acme.com}, or as Spot has it the label {@code
 *     acme} alone; empty for none
 * @param popular domains that many people visit, most popular first
 */
public record KnownDomains(String own, List<String> popular) implements Serializable {
  public static final KnownDomains NONE = new KnownDomains("", List.of());

  public KnownDomains {
    popular = List.copyOf(popular);
  }

  /**
   * Reads a ranking of {@code rank,domain} lines without header, as published lists are; a line
   * without a comma is a domain. Empty lines and lines that begin with # are passed over.
   */
  public static List<String> readRanking(Reader in) throws IOException {
    List<String> domains = new ArrayList<>();
    BufferedReader lines = new BufferedReader(in);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String domain = line.substring(line.indexOf(',') + 1).strip();
      if (!domain.isEmpty() && !line.startsWith("#")) {
        domains.add(domain);
      }
    }
    return domains;
  }
}
