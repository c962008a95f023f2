package org.openspot.scoring.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openspot.core.error.DataException;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.source.ScoredSource;

/** Records and files that cannot be scored. */
class ScoringInputTest {
  @TempDir Path directory;

  @Test
  void recordsWithAFlawAreReportedAndNotScored() {
    List<Map<String, Object>> flows = RecordsForTests.office(10, 10);
    Map<String, Object> noTime = new HashMap<>(flows.get(0));
    noTime.put("trhour", 99);
    Map<String, Object> noAddress = new HashMap<>(flows.get(1));
    noAddress.remove("dip");
    flows.add(noTime);
    flows.add(noAddress);
    ScoringResult<FlowRecord> result =
        Requests.of(ScoredSource.flow(), flows, directory.resolve("flaws"), 2).score();
    assertThat(result.records()).isEqualTo(102);
    assertThat(result.flaws())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("an address is NULL", 1L, "trhour, trminute, trsec are no time of day", 1L));
    assertThat(result.flawed())
        .extracting(ScoringResult.Flawed::reason)
        .containsExactly("an address is NULL", "trhour, trminute, trsec are no time of day");
    assertThat(result.rejected()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Ranking.class)
  void aDayWithoutRecordsHasNoResults(Ranking ranking) {
    ScoringResult<FlowRecord> none =
        Requests.of(ScoredSource.flow(), List.of()).wanted(1, 10, ranking).score();
    assertThat(none.records()).isZero();
    assertThat(none.results()).isEmpty();
  }

  @Test
  void aDamagedFileIsAnErrorThatNamesIt() throws IOException {
    Path damaged = Files.createDirectories(directory.resolve("damaged")).resolve("x.parquet");
    Files.writeString(damaged, "PAR1 is not all that a Parquet file needs");
    Requests<FlowRecord> whole = Requests.office(directory.resolve("whole"), 1);
    List<String> files = new ArrayList<>(whole.request().files());
    files.add(damaged.toUri().toString());
    assertThatThrownBy(() -> Requests.of(ScoredSource.flow(), files).score())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot read the records")
        .hasMessageContaining("damaged/x.parquet");
  }

  @Test
  void filesOfAnotherTableAreRefusedWithEveryColumnThatIsMissing() {
    String dns =
        RecordsForTests.write(
            "dns",
            List.of(RecordsForTests.response(Requests.NOON, "10.0.0.1", "a.example.com", 1, 0)),
            directory.resolve("dns"),
            1);
    List<String> files =
        new ArrayList<>(Requests.office(directory.resolve("whole"), 1).request().files());
    files.add(dns);
    assertThatThrownBy(() -> Requests.of(ScoredSource.flow(), files).score())
        .isInstanceOf(DataException.class)
        .hasMessageContaining(dns + " is no file of table flow: it has no column treceived")
        .hasMessageContaining("it has no column obyt");
  }
}
