package org.openspot.cli.score;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.openspot.cli.config.ScoringSettings;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.core.error.FileTrouble;
import org.openspot.scoring.model.saved.ScoringModel;
import org.openspot.scoring.model.word.KnownDomains;

/**
 * What the site knows of domains, and what a model remembers of that: words depend on it.
 *
 * @param popularHash of the ranking's file, or none
 */
record SiteKnowledge(KnownDomains domains, String popularHash) {
  private static final String OWN = "own-domain";
  private static final String POPULAR = "popular-domains-sha256";

  /**
   * Reads what is configured.
   *
   * @throws ConfigException if the ranking cannot be read
   */
  static SiteKnowledge read(ScoringSettings settings) {
    if (settings.popularDomains().isEmpty()) {
      return new SiteKnowledge(new KnownDomains(settings.ownDomain(), List.of()), "none");
    }
    try {
      byte[] ranking = Files.readAllBytes(Path.of(settings.popularDomains()));
      return new SiteKnowledge(
          new KnownDomains(
              settings.ownDomain(),
              KnownDomains.readRanking(
                  new StringReader(new String(ranking, StandardCharsets.UTF_8)))),
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(ranking)));
    } catch (IOException e) {
      throw new ConfigException(
          "scoring.popular-domains: cannot read "
              + settings.popularDomains()
              + ": "
              + FileTrouble.reason(e),
          e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a model is to remember. */
  Map<String, String> notes() {
    return Map.of(OWN, domains.own(), POPULAR, popularHash);
  }

  /** Refuses a model whose words were made with other knowledge. */
  void requireSame(ScoringModel model) {
    notes()
        .forEach(
            (key, value) -> {
              String then = model.properties().getOrDefault(key, value);
              if (!then.equals(value)) {
                throw new DataException(
                    "the model was trained with "
                        + key
                        + " '"
                        + then
                        + "', now it is '"
                        + value
                        + "': train again");
              }
            });
  }
}
