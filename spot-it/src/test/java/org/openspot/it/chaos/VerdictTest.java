package org.openspot.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openspot.it.chaos.Found.Stored;
import org.openspot.it.chaos.Original.Fate;

class VerdictTest {
  private static final String HEAD = "#Fields: a\n";

  private final List<Original> originals = new ArrayList<>();
  private final Map<String, Integer> rows = new HashMap<>();
  private final Map<String, Integer> rejects = new HashMap<>();
  private final Set<String> deadLetters = new HashSet<>();
  private final List<Stored> archive = new ArrayList<>();
  private final List<Stored> failed = new ArrayList<>();
  private final List<String> orphans = new ArrayList<>();

  /** One file of each fate, each where it belongs. */
  @BeforeEach
  void everyFileWhereItBelongs() {
    land("whole", Fate.WHOLE, "w1 .\nw2 .\nbad\n", List.of("w1", "w2"), List.of("bad"));
    ingest("whole");
    land("pieces", Fate.PIECES, "p1 .\np2 .\np3 .\n", List.of("p1", "p2", "p3"), List.of());
    rows.putAll(Map.of("p1", 1, "p2", 1, "p3", 1));
    archive("pieces", HEAD + "p1 .\n");
    archive("pieces@17", HEAD + "p2 .\np3 .\n");
    land("letter", Fate.DEAD_LETTER, "d1 .\nrest", List.of("d1"), List.of());
    ingest("letter");
    deadLetters.add("letter 1");
    land("unfit", Fate.UNFIT, "unfit", List.of(), List.of());
    failed("unfit", HEAD + "unfit");
  }

  private void land(String name, Fate fate, String body, List<String> its, List<String> rejected) {
    originals.add(
        new Original(
            "proxy",
            name,
            fate,
            bytes(HEAD + body),
            HEAD.length(),
            its,
            rejected,
            its.size(),
            fate == Fate.TORN ? HEAD.length() + body.length() / 2 : 0));
  }

  private void ingest(String name) {
    Original original = original(name);
    original.rows().forEach(row -> rows.put(row, 1));
    original.rejects().forEach(reject -> rejects.put(reject, 1));
    archive.add(new Stored("/archive/" + name, name, original.content()));
  }

  private Original original(String name) {
    return originals.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  private void archive(String name, String content) {
    archive.add(new Stored("/archive/" + name, name, bytes(content)));
  }

  private void failed(String name, String content) {
    failed.add(new Stored("/failed/" + name, name, bytes(content)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Verdict verdict() {
    return Verdict.of(
        originals,
        new Found(Map.of("proxy", rows), rejects, deadLetters, archive, failed, orphans));
  }

  @Test
  void whatIsWhereItBelongsIsClean() {
    assertThat(verdict().text()).isEmpty();
    assertThat(verdict().isClean()).isTrue();
  }

  @Test
  void aRowThatIsNowhereIsLost() {
    rows.remove("w2");
    assertThat(verdict().lost()).isEqualTo(1);
    assertThat(verdict().text()).isEqualTo("LOST: row w2 of whole");
  }

  @Test
  void aRejectThatIsNowhereIsLost() {
    rejects.clear();
    assertThat(verdict().lost()).isEqualTo(1);
  }

  @Test
  void aRowThatIsThereThreeTimesIsTwoTooMany() {
    rows.put("p2", 3);
    assertThat(verdict().twice()).isEqualTo(2);
    assertThat(verdict().text()).isEqualTo("TWICE: row p2 of pieces, 3 times");
  }

  @Test
  void aRejectThatIsThereTwiceIsSeen() {
    rejects.put("bad", 2);
    assertThat(verdict().twice()).isEqualTo(1);
  }

  @Test
  void aRowOfNoFileIsSeen() {
    rows.put("x", 1);
    assertThat(verdict().problems()).containsExactly("in table proxy and of no file: x");
  }

  @Test
  void aRejectOfNoFileIsSeen() {
    rejects.put("x", 1);
    assertThat(verdict().problems()).containsExactly("in rejects and of no file: x");
  }

  @Test
  void aDeadLetterThatIsMissingIsLost() {
    deadLetters.clear();
    assertThat(verdict().lost()).isEqualTo(1);
  }

  @Test
  void aDeadLetterOfAWholeFileIsSeen() {
    deadLetters.add("whole 0");
    assertThat(verdict().problems()).containsExactly("in dead letters and of no file: whole 0");
  }

  @Test
  void anOrphanIsSeen() {
    orphans.add("/_staging/1/x.parquet");
    assertThat(verdict().isClean()).isFalse();
    assertThat(verdict().text()).isEqualTo("orphan: /_staging/1/x.parquet");
  }

  @Test
  void anOriginalThatIsNotInTheArchiveIsSeen() {
    archive.remove(0);
    assertThat(verdict().problems()).containsExactly("whole is in the archive 0 times");
  }

  @Test
  void anotherByteInTheArchiveIsSeen() {
    archive.set(0, new Stored("/archive/whole", "whole", bytes("other")));
    assertThat(verdict().problems())
        .containsExactly(
            "/archive/whole in the archive has bytes that did not land",
            "whole is in the archive 0 times");
  }

  @Test
  void aPieceThatIsMissingIsSeen() {
    archive.removeIf(one -> one.name().equals("pieces@17"));
    assertThat(verdict().problems()).hasSize(1).first().asString().contains("is not whole");
  }

  @Test
  void aFileThatShouldNotHaveFailedIsSeen() {
    failed("whole", HEAD + "w1 .\nw2 .\nbad\n");
    assertThat(verdict().problems())
        .containsExactly("/failed/whole is in failed/ and should not be");
  }

  @Test
  void anUnfitFileThatIsNotInFailedIsSeen() {
    failed.clear();
    assertThat(verdict().problems()).contains("unfit should be in failed/ and is not");
  }

  @Test
  void aTornFileMayBeWholeOrInTwoPartsOrFail() {
    land("torn", Fate.TORN, "t1 .\nthe line of t2 .\nt3 .\n", List.of("t1", "t2", "t3"), List.of());
    Original torn = original("torn");
    assertThat(verdict().lost()).isEqualTo(3);

    ingest("torn");
    assertThat(verdict().text()).isEmpty();

    rows.remove("t2");
    rejects.put(torn.head(), 1);
    rejects.put(torn.tail(), 1);
    assertThat(verdict().text()).isEmpty();

    rows.remove("t3");
    assertThat(verdict().lost()).isEqualTo(1);
    failed("torn", new String(torn.content(), StandardCharsets.UTF_8));
    assertThat(verdict().text()).isEmpty();

    rows.put("t1", 2);
    assertThat(verdict().twice()).isEqualTo(1);
  }
}
