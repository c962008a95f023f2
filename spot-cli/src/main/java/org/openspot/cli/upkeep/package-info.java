/** What commands of upkeep print: audits, compaction, retention, replay, lineage. */
package org.openspot.cli.upkeep;
