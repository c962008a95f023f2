package org.openspot.cli.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.schema.TablePartition;
import org.openspot.store.commit.PartitionRef;

class EachPartitionTest {
  private final StringWriter err = new StringWriter();
  private final EachPartition each = new EachPartition(new PrintWriter(err));
  private final List<PartitionRef> done = new ArrayList<>();

  private static PartitionRef hour(long hour) {
    return new PartitionRef("flow", new TablePartition(hour));
  }

  @Test
  void oneThatHoldsWhatCannotBeReadIsNamedAndTheOthersGoOn() {
    each.attempt(hour(7), () -> done.add(hour(7)));
    assertThat(each.allWell()).isTrue();
    each.attempt(
        hour(8),
        () -> {
          throw new DataException("/flow/h=8/x._COPYING_ is not a whole Parquet file");
        });
    each.attempt(hour(9), () -> done.add(hour(9)));
    assertThat(done).containsExactly(hour(7), hour(9));
    assertThat(each.allWell()).isFalse();
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("flow 1970-01-01T08:00:00Z is left as it is: /flow/h=8/x._COPYING_ is not");
  }

  @Test
  void whatIsAwayForAllEndsIt() {
    RetriableException away = new RetriableException("HDFS is away", null);
    assertThatThrownBy(
            () ->
                each.attempt(
                    hour(7),
                    () -> {
                      throw away;
                    }))
        .isSameAs(away);
  }
}
