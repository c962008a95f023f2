package org.openspot.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpotConfTest {
  private final Notes notes = new Notes();

  private OldKeys read(String text) {
    return SpotConf.read("spot.conf", text, notes);
  }

  private List<String> said() {
    return notes.all().stream().map(Note::toString).toList();
  }

  @Test
  void quotesCommentsAndReferencesAreThoseOfAShell() {
    OldKeys keys =
        read(
            """
            # comment
            A='single $A "x"'   # why
            export B="double \\"q\\" \\$5 ${A}"
            C=$A/plain#not-a-comment; D=two
            E=
            F='a'"b"c\\ d
            G='two
            lines'
            H="costs 5$"
            I=ünï
            """);
    assertThat(keys.peek("A")).contains("single $A \"x\"");
    assertThat(keys.peek("B")).contains("double \"q\" $5 single $A \"x\"");
    assertThat(keys.peek("C")).contains("single $A \"x\"/plain#not-a-comment");
    assertThat(keys.peek("D")).contains("two");
    assertThat(keys.peek("E")).contains("");
    assertThat(keys.peek("F")).contains("abc d");
    assertThat(keys.peek("G")).contains("two\nlines");
    assertThat(keys.peek("H")).contains("costs 5$");
    assertThat(keys.peek("I")).contains("ünï");
    assertThat(said()).isEmpty();
    assertThat(notes.problems()).isEmpty();
  }

  @Test
  void whatOnlyAShellCouldDoIsNotedAndNeverRun() {
    OldKeys keys =
        read(
            """
            A=$(touch /tmp/never)
            B=`id`
            C="x$(id)"
            D=${E:-f}
            G=(1 2)
            H=1 rm -rf x
            I=~/x
            J=a|b
            if [ -f x ]; then
            K+=x
            L='kept'
            M=${DSOURCE}/hive
            """);
    assertThat(keys.textNames()).containsExactly("L");
    assertThat(said())
        .hasSize(11)
        .contains(
            "spot.conf:1: A: is the output of a command, which only a shell could run",
            "spot.conf:9: not NAME=value: only a shell could run this line",
            "spot.conf:12: M: needs ${DSOURCE}, which this file does not set further up");
  }

  @Test
  void theLastOfTwoCountsAndTheFirstIsNoted() {
    assertThat(read("A=1\r\nA=2\r\n").peek("A")).contains("2");
    assertThat(said()).singleElement().asString().contains("spot.conf:2: A: set before");
    assertThat(read("B=1\nB=$(x)\n").has("B")).isFalse();
  }

  @Test
  void aQuoteThatIsNeverClosedIsAProblem() {
    read("A=1\nB='x\nC=2\n");
    read("D=\"x");
    assertThat(notes.problems())
        .containsExactly("spot.conf:2: B: ' is never closed", "spot.conf:1: D: \" is never closed");
  }
}
