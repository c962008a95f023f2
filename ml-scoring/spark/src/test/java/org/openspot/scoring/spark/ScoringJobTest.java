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
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openspot.core.error.DataException;
import org.openspot.schema.TableSpec;
import org.openspot.scoring.model.detect.Evidence;
import org.openspot.scoring.model.feedback.Mark;
import org.openspot.scoring.model.feedback.Severity;
import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.record.ProxyRecord;
import org.openspot.scoring.model.saved.ModelFile;
import org.openspot.scoring.model.saved.ScoringModel;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.word.KnownDomains;
import org.openspot.scoring.model.word.Recipes;
import org.openspot.scoring.spark.ScoringRequest.Wanted;
import org.openspot.scoring.spark.ScoringResult.Suspicious;
import org.openspot.scoring.spark.TrainingSettings.Optimizer;

class ScoringJobTest {
  private static final long NOON = RecordsForTests.MIDNIGHT + 12 * 3600;
  private static final String ODD_CLIENT = "10.1.0.12";

  @TempDir Path directory;

  private static <R> ScoringRequest<R> request(ScoredSource<R> source, List<String> files) {
    return new ScoringRequest<>(
        source,
        files,
        new ScoringRequest.Words(Recipes.OPENSPOT, KnownDomains.NONE),
        training(Optimizer.EM),
        Optional.empty(),
        ScoringRequest.Feedback.none(),
        new Wanted(1, 20, Ranking.TOPIC),
        Map.of());
  }

  private static TrainingSettings training(Optimizer optimizer) {
    return new TrainingSettings(
        optimizer, 3, 4, TrainingSettings.UNSET, TrainingSettings.UNSET, 11, 2);
  }

  private static <R> ScoringRequest<R> with(ScoringRequest<R> request, Wanted wanted) {
    return new ScoringRequest<>(
        request.source(),
        request.files(),
        request.words(),
        request.training(),
        request.model(),
        request.feedback(),
        wanted,
        request.notes());
  }

  private static <R> ScoringRequest<R> with(
      ScoringRequest<R> request, ScoringRequest.Feedback<R> feedback) {
    return new ScoringRequest<>(
        request.source(),
        request.files(),
        request.words(),
        request.training(),
        request.model(),
        feedback,
        request.selection(),
        request.notes());
  }

  private static <R> ScoringRequest<R> with(ScoringRequest<R> request, ScoringModel model) {
    return new ScoringRequest<>(
        request.source(),
        request.files(),
        request.words(),
        request.training(),
        Optional.of(model),
        request.feedback(),
        request.selection(),
        request.notes());
  }

  private static <R> ScoringRequest<R> with(
      ScoringRequest<R> request, TrainingSettings training, Recipes recipes) {
    return new ScoringRequest<>(
        request.source(),
        request.files(),
        new ScoringRequest.Words(recipes, KnownDomains.NONE),
        training,
        request.model(),
        request.feedback(),
        request.selection(),
        request.notes());
  }

  private static <R> ScoringResult<R> score(ScoringRequest<R> request) {
    return new ScoringJob(SparkForTests.session(), line -> {}).run(request);
  }

  private ScoringRequest<FlowRecord> office(int files) {
    List<Map<String, Object>> flows = RecordsForTests.office(40, 50);
    flows.add(RecordsForTests.flow(NOON, ODD_CLIENT, "203.0.113.7", 22, 3_000_000_000L));
    return request(
        ScoredSource.flow(),
        List.of(RecordsForTests.write("flow", flows, directory.resolve("flow" + files), files)));
  }

  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void theOddRecordComesFirstAndSaysWhy(Optimizer optimizer) {
    ScoringResult<FlowRecord> result =
        score(with(office(3), training(optimizer), Recipes.OPENSPOT));
    assertThat(result.records()).isEqualTo(2001);
    assertThat(result.flaws()).isEmpty();
    assertThat(result.results()).hasSize(20);
    Suspicious<FlowRecord> first = result.results().get(0);
    assertThat(first.rank()).isZero();
    assertThat(first.record().destination().address()).isEqualTo("203.0.113.7");
    Explanation why = first.explanation();
    assertThat(why.word()).isEqualTo("client_22_TCP_12_32_22");
    assertThat(why.counts()).isEqualTo(new Explanation.Counts(1, 51, 1, 4002, 1));
    assertThat(result.results())
        .extracting(Suspicious::score)
        .isSorted()
        .allMatch(score -> score > 0 && score < 1);
    assertThat(result.model().properties())
        .containsEntry(ScoringModel.RESULTS, "20")
        .containsEntry(ScoringModel.THRESHOLD, Double.toString(result.results().get(19).score()));
  }

  @Test
  void whatIsUnusualOfAWordIsNamed() {
    List<Map<String, Object>> flows = RecordsForTests.office(40, 50);
    // Like any other of that hour and client but for its size.
    Map<String, Object> large =
        new HashMap<>(RecordsForTests.flow(NOON, ODD_CLIENT, "93.184.216.3", 443, 2000));
    large.put("ibyt", 4_000_000_000L);
    flows.add(large);
    ScoringResult<FlowRecord> result =
        score(
            request(
                ScoredSource.flow(),
                List.of(RecordsForTests.write("flow", flows, directory.resolve("f"), 1))));
    Explanation why = result.results().get(0).explanation();
    assertThat(why.unusual().name()).isEqualTo("bytes bin");
    assertThat(why.unusual().meaning()).isEqualTo("2147483648 to 4294967295");
    assertThat(why.unusual().others()).isGreaterThan(50);
    assertThat(why.text()).contains("; unusual: bytes bin 2147483648 to 4294967295, of ");
  }

  @Test
  void theSameSeedGivesTheSameRanksAndScoresHoweverTheDayIsDivided() {
    List<Suspicious<FlowRecord>> one = score(office(1)).results();
    List<Suspicious<FlowRecord>> again = score(office(5)).results();
    assertThat(again).hasSameSizeAs(one);
    for (int rank = 0; rank < one.size(); rank++) {
      assertThat(again.get(rank).record()).isEqualTo(one.get(rank).record());
      assertThat(again.get(rank).score()).isEqualTo(one.get(rank).score());
    }
  }

  @Test
  void lowMarksPushDownAndHighMarksPullUp() {
    ScoringRequest<FlowRecord> request = office(1);
    Suspicious<FlowRecord> odd = score(request).results().get(0);
    ScoringResult<FlowRecord> pushed =
        score(
            with(
                request,
                new ScoringRequest.Feedback<>(
                    List.of(new Mark<>(Severity.LOW, odd.record())), 1000)));
    assertThat(pushed.results()).extracting(Suspicious::record).doesNotContain(odd.record());

    FlowRecord usual = RecordsOf.first(request);
    Wanted all = new Wanted(1, 2001, Ranking.TOPIC);
    int before = rank(score(with(request, all)), usual);
    int after =
        rank(
            score(
                with(
                    with(request, all),
                    new ScoringRequest.Feedback<>(
                        List.of(new Mark<>(Severity.HIGH, usual)), 1000))),
            usual);
    assertThat(after).isLessThan(before);
  }

  private static int rank(ScoringResult<FlowRecord> result, FlowRecord record) {
    return result.results().stream()
        .filter(one -> one.record().equals(record))
        .findFirst()
        .orElseThrow()
        .rank();
  }

  /** A record that there is, whichever. */
  private static final class RecordsOf {
    static FlowRecord first(ScoringRequest<FlowRecord> request) {
      List<Suspicious<FlowRecord>> all =
          score(with(request, new Wanted(1, 2001, Ranking.TOPIC))).results();
      return all.get(all.size() - 100).record();
    }
  }

  @Test
  void aSavedModelScoresAnotherDayThatHasWordsAndHostsItNeverSaw() {
    ScoringModel model = score(office(1)).model();
    List<Map<String, Object>> flows = RecordsForTests.office(5, 10);
    flows.add(RecordsForTests.flow(NOON, "192.0.2.1", "203.0.113.7", 6667, 77));
    ScoringRequest<FlowRecord> nextDay =
        request(
            ScoredSource.flow(),
            List.of(RecordsForTests.write("flow", flows, directory.resolve("next"), 1)));
    ScoringResult<FlowRecord> result = score(with(nextDay, model));
    assertThat(result.model()).isSameAs(model);
    Suspicious<FlowRecord> first = result.results().get(0);
    assertThat(first.record().source().address()).isEqualTo("192.0.2.1");
    assertThat(first.score()).isPositive();
    assertThat(first.explanation().counts().overall()).isZero();

    assertThatThrownBy(
            () -> score(with(with(nextDay, training(Optimizer.EM), Recipes.SPOT_1_1), model)))
        .isInstanceOf(DataException.class)
        .hasMessage("the model is for words of flow/openspot-1, not of flow/spot-1.1");
  }

  @Test
  void spotsWordsGiveSpotsScores() {
    ScoringResult<FlowRecord> result =
        score(with(office(1), training(Optimizer.EM), Recipes.SPOT_1_1));
    Suspicious<FlowRecord> first = result.results().get(0);
    assertThat(first.explanation().word()).isIn("22_TCP_12_32_22", "-1_22_TCP_12_32_22");
    // Unlike ours nothing is given to what was not seen: two scorings of unseen words are 0.
    ScoringModel model = result.model();
    List<Map<String, Object>> flows =
        List.of(RecordsForTests.flow(NOON, "192.0.2.1", "203.0.113.7", 6667, 77));
    ScoringResult<FlowRecord> unseen =
        score(
            with(
                with(
                    request(
                        ScoredSource.flow(),
                        List.of(RecordsForTests.write("flow", flows, directory.resolve("u"), 1))),
                    training(Optimizer.EM),
                    Recipes.SPOT_1_1),
                model));
    assertThat(unseen.results().get(0).score()).isZero();
  }

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
        score(
            request(
                ScoredSource.flow(),
                List.of(RecordsForTests.write("flow", flows, directory.resolve("flaws"), 2))));
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
        score(with(request(ScoredSource.flow(), List.of()), new Wanted(1, 10, ranking)));
    assertThat(none.records()).isZero();
    assertThat(none.results()).isEmpty();
  }

  @Test
  void aDamagedFileIsAnErrorThatNamesIt() throws IOException {
    ScoringRequest<FlowRecord> request = office(1);
    Path damaged = Files.createDirectories(directory.resolve("damaged")).resolve("x.parquet");
    Files.writeString(damaged, "PAR1 is not all that a Parquet file needs");
    List<String> files = new ArrayList<>(request.files());
    files.add(damaged.toUri().toString());
    assertThatThrownBy(() -> score(request(ScoredSource.flow(), files)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot read the records")
        .hasMessageContaining("damaged/x.parquet");
  }

  @Test
  void filesOfAnotherTableAreRefusedWithEveryColumnThatIsMissing() {
    String dns =
        RecordsForTests.write(
            "dns",
            List.of(RecordsForTests.response(NOON, "10.0.0.1", "a.example.com", 1, 0)),
            directory.resolve("dns"),
            1);
    assertThatThrownBy(() -> score(request(ScoredSource.flow(), List.of(dns))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is no file of table flow: it has no column treceived")
        .hasMessageContaining("it has no column obyt");
  }

  @Test
  void thresholdAndLimitBoundTheResults() {
    ScoringRequest<FlowRecord> request = office(2);
    List<Suspicious<FlowRecord>> all =
        score(with(request, new Wanted(1, 3000, Ranking.TOPIC))).results();
    assertThat(all).hasSize(2001);
    double threshold = all.get(9).score();
    List<Suspicious<FlowRecord>> low =
        score(with(request, new Wanted(threshold, 3000, Ranking.TOPIC))).results();
    assertThat(low).allMatch(one -> one.score() <= threshold + 1e-12).hasSizeBetween(9, 40);
    assertThat(score(with(request, new Wanted(1, 3, Ranking.TOPIC))).results()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(Ranking.class)
  void everyRankingFindsTheOddRecord(Ranking ranking) {
    List<Suspicious<FlowRecord>> results =
        score(with(office(2), new Wanted(1, 20, ranking))).results();
    assertThat(results.subList(0, 3))
        .extracting(one -> one.record().destination().address())
        .contains("203.0.113.7");
  }

  @Test
  void aBeaconIsFoundThatIsNotRareAtAll() {
    List<Map<String, Object>> flows = RecordsForTests.office(40, 50);
    for (int i = 0; i < 200; i++) {
      flows.add(
          RecordsForTests.flow(
              RecordsForTests.MIDNIGHT + 9 * 3600 + i * 60L, ODD_CLIENT, "198.51.100.9", 443, 600));
    }
    ScoringRequest<FlowRecord> request =
        request(
            ScoredSource.flow(),
            List.of(RecordsForTests.write("flow", flows, directory.resolve("beacon"), 2)));
    List<Suspicious<FlowRecord>> fused =
        score(with(request, new Wanted(1, 10, Ranking.FUSED))).results();
    Suspicious<FlowRecord> first = fused.get(0);
    assertThat(first.record().destination().address()).isEqualTo("198.51.100.9");
    assertThat(first.explanation().findings().get(0).evidence())
        .extracting(Evidence::detector)
        .isEqualTo("flow.beacon");
    assertThat(first.explanation().text()).contains("contacts are multiples of 60 seconds apart");
  }

  @Test
  void requestsHaveTheSameWordsInTrainingAndScoring() {
    List<Map<String, Object>> requests = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      requests.add(
          RecordsForTests.request(
              NOON + i, "10.2.0." + i % 20, "Agent " + i % 3, "www.example.com/page" + i % 9));
    }
    requests.add(RecordsForTests.request(NOON, "10.2.0.3", "Odd agent", "198.51.100.4/x.php"));
    ScoredSource<ProxyRecord> source = ScoredSource.proxy();
    ScoringRequest<ProxyRecord> request =
        request(
            source,
            List.of(RecordsForTests.write("proxy", requests, directory.resolve("proxy"), 2)));
    ScoringResult<ProxyRecord> trained = score(request);
    assertThat(trained.results().get(0).record().userAgent()).isEqualTo("Odd agent");
    assertThat(trained.model().agents().asMap())
        .containsEntry("Odd agent", 1L)
        .containsEntry("Agent 0", 67L);
    // What was trained with feedback or on other days changes no word: the counts are the model's.
    ScoringResult<ProxyRecord> again = score(with(request, trained.model()));
    assertThat(again.results())
        .extracting(one -> one.explanation().word())
        .isEqualTo(trained.results().stream().map(one -> one.explanation().word()).toList());

    ScoreRows<ProxyRecord> rows = new ScoreRows<>(source);
    TableSpec table = source.table().scores();
    List<Object> row = rows.score(trained.results().get(0));
    assertThat(row).hasSameSizeAs(table.columns());
    assertThat(row.get(table.column("respcode"))).isEqualTo(200);
    assertThat(row.get(table.column("respcode_name"))).isEqualTo("OK");
    assertThat(row.get(table.column("word"))).asString().startsWith("address_12_GET_");
  }

  @Test
  void aTunnelThroughNamesIsFound() {
    List<Map<String, Object>> responses = new ArrayList<>();
    Random random = new Random(9);
    for (int i = 0; i < 1500; i++) {
      String client = "10.2.0." + i % 30;
      // By chance: a client that asks every 30 seconds would be a beacon.
      long time = NOON + random.nextInt(3000);
      String name = "host" + random.nextInt(40) + ".site" + random.nextInt(12) + ".com";
      responses.add(RecordsForTests.response(time, client, name, 1, 0));
    }
    for (int i = 0; i < 150; i++) {
      String data = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
      responses.add(
          RecordsForTests.response(NOON + i, "10.2.0.7", data + ".tunnel.example.net", 16, 0));
    }
    ScoredSource<DnsRecord> source = ScoredSource.dns();
    ScoringRequest<DnsRecord> request =
        request(
            source,
            List.of(RecordsForTests.write("dns", responses, directory.resolve("tunnel"), 2)));
    Suspicious<DnsRecord> first =
        score(with(request, new Wanted(1, 10, Ranking.FUSED))).results().get(0);
    assertThat(first.record().name()).endsWith(".tunnel.example.net");
    assertThat(first.explanation().text()).contains("dns.").contains("10.2.0.7 example.net");

    TableSpec table = source.table().scores();
    List<Object> row = new ScoreRows<>(source).score(first);
    assertThat(row.get(table.column("tld"))).isEqualTo("example.net");
    assertThat(row.get(table.column("hh"))).isEqualTo(12);
    assertThat(row.get(table.column("dns_qry_type_name"))).isEqualTo("TXT");
    assertThat(row.get(table.column("dns_qry_class_name"))).isEqualTo("Internet (IN)");
  }

  @Test
  void filesAreReplacedWhenTheyAreWhole() throws IOException {
    ScoringRequest<FlowRecord> request = office(1);
    ScoringResult<FlowRecord> result = score(request);
    ScoreFiles files = new ScoreFiles(directory.resolve("out"));
    files.write(request.source(), result, true);
    files.write(request.source(), result, true);
    assertThat(Files.readAllLines(files.results(request.source())))
        .hasSize(20)
        .allMatch(line -> line.chars().filter(c -> c == '\t').count() == 17);
    assertThat(Files.readAllLines(files.rejected(request.source()))).isEmpty();
    try (var in = Files.newInputStream(files.model(request.source()))) {
      assertThat(ModelFile.read(in).topics()).isEqualTo(result.model().topics());
    }
    TableSpec table = request.source().table().reasons();
    List<Object> row = new ScoreRows<>(request.source()).reason(result.results().get(0));
    assertThat(row.get(table.column("client"))).isEqualTo(ODD_CLIENT);
    assertThat(row.get(table.column("other"))).isEqualTo("203.0.113.7:22");
    assertThat(row.get(table.column("word_overall"))).isEqualTo(1L);
  }
}
