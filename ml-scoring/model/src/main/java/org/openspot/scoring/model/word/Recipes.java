package org.openspot.scoring.model.word;

import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.record.ProxyRecord;

/** Which recipes are used: our own, or with {@code --compat spot-1.1} Spot's. */
public enum Recipes {
  /** The recipes that mend what is wrong with Spot's. */
  OPENSPOT {
    @Override
    public Recipe<FlowRecord> flow() {
      return new FlowRecipe();
    }

    @Override
    public Recipe<DnsRecord> dns(KnownDomains known) {
      return new DnsRecipe(known);
    }

    @Override
    public Recipe<ProxyRecord> proxy(KnownDomains known, AgentCounts agents) {
      return new ProxyRecipe(known, agents);
    }
  },
  /** The words of Apache Spot 1.1, to the letter. */
  SPOT_1_1 {
    @Override
    public Recipe<FlowRecord> flow() {
      return new SpotFlowRecipe();
    }

    @Override
    public Recipe<DnsRecord> dns(KnownDomains known) {
      return new SpotDnsRecipe(known);
    }

    @Override
    public Recipe<ProxyRecord> proxy(KnownDomains known, AgentCounts agents) {
      return new SpotProxyRecipe(known, agents);
    }
  };

  public abstract Recipe<FlowRecord> flow();

  public abstract Recipe<DnsRecord> dns(KnownDomains known);

  /** Spot's needs the counts of the very records it makes words of. */
  public abstract Recipe<ProxyRecord> proxy(KnownDomains known, AgentCounts agents);
}
