package org.openspot.scoring.spark;

import java.io.Serializable;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.word.AgentCounts;
import org.openspot.scoring.model.word.KnownDomains;
import org.openspot.scoring.model.word.Recipe;
import org.openspot.scoring.model.word.Recipes;

/** Makes the recipe where a task runs: recipes do not travel. */
final class WordMaker<R> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ScoredSource<R> source;
  private final Recipes recipes;
  private final KnownDomains known;
  private final AgentCounts agents;
  private transient volatile Recipe<R> recipe;

  WordMaker(ScoredSource<R> source, Recipes recipes, KnownDomains known, AgentCounts agents) {
    this.source = source;
    this.recipes = recipes;
    this.known = known;
    this.agents = agents;
  }

  ScoredSource<R> source() {
    return source;
  }

  AgentCounts agents() {
    return agents;
  }

  Recipe<R> recipe() {
    Recipe<R> made = recipe;
    if (made == null) {
      made = source.recipe(recipes, known, agents);
      recipe = made;
    }
    return made;
  }
}
