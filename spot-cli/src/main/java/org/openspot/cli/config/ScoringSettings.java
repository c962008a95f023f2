package org.openspot.cli.config;

import java.nio.file.Path;
import java.util.Map;
import org.openspot.core.config.Setting;

/** How days are scored. */
public record ScoringSettings(
    @Setting(
            doc =
                "The site's own domain, such as `acme.com`: names below it are words of their own.",
            value = "")
        String ownDomain,
    @Setting(
            doc =
                "File with a ranking of domains that many people visit, as `rank,domain` lines;"
                    + " empty for none.",
            value = "")
        String popularDomains,
    @Setting(
            doc = "Directory with analysts' feedback, in files below `<source>/`.",
            value = "${home}/feedback")
        Path feedback,
    @Setting(
            doc = "Marks on records of so many days before the day that is scored count too.",
            value = "30")
        int feedbackDays,
    @Setting(
            doc =
                "What hosts did on so many days before is nothing new, of days that `spot score`"
                    + " scored; 0: everything is.",
            value = "14")
        int historyDays,
    @Setting(doc = "How often a low mark counts in training: Spot's DUPFACTOR.", value = "1000")
        int duplication,
    @Setting(
            doc =
                "Directory below which `spot score` keeps results, models, and what hosts did, which later days are compared with.",
            value = "${home}/scores")
        Path output,
    @Setting(
            doc = "Spark master, unless spark-submit says otherwise: `local[*]` takes all cores.",
            value = "local[*]")
        String master,
    @Setting(doc = "Spark properties, passed through untouched.", value = "")
        Map<String, String> properties) {
  public ScoringSettings {
    properties = Map.copyOf(properties);
    if (feedbackDays < 0) {
      throw new IllegalArgumentException("feedback-days must be 0 or more");
    }
    if (historyDays < 0) {
      throw new IllegalArgumentException("history-days must be 0 or more");
    }
    if (duplication < 1) {
      throw new IllegalArgumentException("duplication must be 1 or more");
    }
  }
}
