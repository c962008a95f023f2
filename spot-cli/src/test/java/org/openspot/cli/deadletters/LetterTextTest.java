package org.openspot.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openspot.core.identity.FileId;
import org.openspot.store.commit.DeadLetter;
import org.openspot.store.commit.DeadLetterEntry;
import org.openspot.store.commit.DeadLetterFate;
import org.openspot.store.commit.Dropped;

class LetterTextTest {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
  private static final FileId FILE = FileId.hasher("flow", "a").finish().fileId();

  private static FoundLetter found(
      DeadLetterFate fate, FileId file, String archiveUri, Dropped dropped) {
    DeadLetter letter =
        new DeadLetter(
            file,
            file == null ? null : "nfcapd.\u001b[2J",
            archiveUri,
            130,
            file == null ? "decode" : "dissect",
            "nfdump failed\nwith status 1",
            17,
            AT,
            4096L,
            "ab12",
            file == null ? null : AT);
    DeadLetterEntry entry =
        new DeadLetterEntry("0123456789ab", letter, fate, Optional.ofNullable(dropped));
    return new FoundLetter("flow", "spot.flow", 1, entry);
  }

  @Test
  void aLineHasItsIdAndNothingHidden() {
    FoundLetter found = found(DeadLetterFate.OPEN, FILE, "hdfs://nn/a/b", null);
    assertThat(LetterText.line(found))
        .isEqualTo(
            "0123456789ab  2026-11-21T10:00:00Z  flow  nfcapd.\\u001b[2J from record 130  dissect:"
                + " nfdump failed\\u000awith status 1  hdfs://nn/a/b");
  }

  @Test
  void anArchivedOneComesWithTheCommandsThatShowWhatIsWrong() {
    FoundLetter found = found(DeadLetterFate.OPEN, FILE, "hdfs://nn/a/it's", null);
    String copy = FILE.abbreviated() + ".original";
    assertThat(LetterText.all(found))
        .contains(
            "dead letter 0123456789ab (open)",
            "event       offset 17 of spot.flow-1",
            "size        4096 bytes",
            "    hdfs dfs -get 'hdfs://nn/a/it'\\''s' " + copy,
            "    spot dissect --pipeline flow " + copy + " > /dev/null",
            "    spot deadletters retry 0123456789ab");
  }

  @Test
  void whatOnlyItsSensorHasIsNotToBeRetriedHere() {
    assertThat(LetterText.all(found(DeadLetterFate.OPEN, FILE, null, null)))
        .anySatisfy(line -> assertThat(line).contains("from failed/ on its sensor"))
        .noneSatisfy(line -> assertThat(line).contains("retry 0123456789ab"));
  }

  @Test
  void aClosedOneNeedsNobody() {
    FoundLetter found = found(DeadLetterFate.READ_AGAIN, null, null, null);
    assertThat(LetterText.line(found))
        .contains("  read-again  the event at offset 17 of spot.flow-1");
    assertThat(LetterText.all(found)).last().asString().startsWith("to do       nothing");
  }

  @Test
  void jsonHasAllOfItOnOneLine() {
    FoundLetter plain = found(DeadLetterFate.OPEN, FILE, "hdfs://nn/a", null);
    Dropped dropped = new Dropped(1, "0123456789ab", plain.letter(), "eve@host", AT, "a test");
    assertThat(LetterJson.of(found(DeadLetterFate.DROPPED, FILE, "hdfs://nn/a", dropped)))
        .startsWith(
            "{\"id\":\"0123456789ab\",\"pipeline\":\"flow\",\"topic\":\"spot.flow\",\"partition\":1,"
                + "\"state\":\"dropped\",")
        .contains("\"from\":130,\"stage\":\"dissect\",\"cause\":\"nfdump failed\\nwith status 1\"")
        .contains("\"size\":4096,\"sha256\":\"ab12\"")
        .endsWith(
            "\"droppedBy\":\"eve@host\",\"droppedAt\":\"2026-11-21T10:00:00Z\",\"dropReason\":"
                + "\"a test\"}")
        .doesNotContain("\n");
    assertThat(LetterJson.of(plain, false, "no archive has it"))
        .endsWith("\"done\":false,\"message\":\"no archive has it\"}");
  }
}
