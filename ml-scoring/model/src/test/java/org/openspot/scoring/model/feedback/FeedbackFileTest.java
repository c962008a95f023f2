package org.openspot.scoring.model.feedback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.record.ProxyRecord;

class FeedbackFileTest {
  private static final FeedbackFile<FlowRecord> FLOW = new FeedbackFile<>(new FlowFeedback());
  private static final FeedbackFile<DnsRecord> DNS = new FeedbackFile<>(new DnsFeedback());
  private static final FeedbackFile<ProxyRecord> PROXY = new FeedbackFile<>(new ProxyFeedback());
  private static final String LINE =
      "3\t2016-07-08 06:58:45\t10.0.0.1\t10.0.0.2\t50000\t443\t3\t1000\tTCP";

  @Test
  void aFileOfSpotIsReadWithEveryLineThatIsItsHeaderDropped() throws IOException {
    Feedback<FlowRecord> feedback =
        FLOW.read("ml_feedback.csv", utf8("head\n" + LINE + "\nhead\n" + LINE + "\n"));
    assertThat(feedback.problems()).isEmpty();
    assertThat(feedback.marks()).hasSize(2);
    FlowRecord record = feedback.marks().get(0).record();
    assertThat(record.time()).isEqualTo(1467961125L);
    assertThat(record.clock()).isEqualTo(new FlowRecord.Clock(6, 58, 45));
    assertThat(record.source()).isEqualTo(new FlowRecord.Endpoint("10.0.0.1", 50000));
    assertThat(record.packets()).isEqualTo(3);
    assertThat(record.bytes()).isEqualTo(1000);
    assertThat(record.protocol()).isEqualTo("TCP");
  }

  @Test
  void aLineThatCannotBeReadIsNamedAndTheRestIsRead() throws IOException {
    String text =
        String.join(
            "\n",
            "head",
            LINE.replace('\t', ','),
            LINE,
            LINE.replaceFirst("3", "7"),
            LINE.replace("2016-07-08", "2016-13-08"),
            LINE.replace("1000", "many"),
            LINE.replace("50000", "99999999999"),
            LINE.replace("\tTCP", ""));
    Feedback<FlowRecord> feedback = FLOW.read("f", utf8(text));
    assertThat(feedback.marks()).hasSize(1);
    assertThat(feedback.problems())
        .extracting(Feedback.Problem::toString)
        .containsExactly(
            "f, line 2: it has 1 fields with a TAB between them, not 8 or more",
            "f, line 4: the severity is 7, not 1, 2 or 3",
            "f, line 5: tstart is no time like 2016-07-08 06:58:45: 2016-13-08 06:58:45",
            "f, line 6: ibyt is no whole number: many",
            "f, line 7: sport is out of range: 99999999999",
            "f, line 8: proto is missing: Spot's feedback forgot it, add it as the ninth column");
  }

  @Test
  void aLineThatIsNotUtf8IsNamedAndTheRestIsRead() throws IOException {
    byte[] latin =
        ("head\n" + LINE.replace("443", "gr\u00f6\u00dfe") + "\n" + LINE).getBytes(ISO_8859_1);
    Feedback<FlowRecord> feedback = FLOW.read("f", new ByteArrayInputStream(latin));
    assertThat(feedback.marks()).hasSize(1);
    assertThat(feedback.problems())
        .extracting(Feedback.Problem::toString)
        .containsExactly("f, line 2: it is not UTF-8: save the file as UTF-8");
  }

  @Test
  void inAFileOfSpotABackslashIsABackslashAndNullIsNone() throws IOException {
    String[] fields = new String[26];
    Arrays.fill(fields, "");
    fields[0] = "2016-07-08";
    fields[1] = "06:58:45";
    fields[2] = "10.0.0.1";
    fields[3] = "example.org";
    fields[5] = "C:\\temp\\agent";
    fields[11] = "null";
    fields[18] = "example.org/";
    fields[22] = "1";
    Feedback<ProxyRecord> feedback = PROXY.read("f", utf8("head\n" + String.join("\t", fields)));
    assertThat(feedback.problems()).isEmpty();
    assertThat(feedback.marks().get(0).severity()).isEqualTo(Severity.HIGH);
    assertThat(feedback.marks().get(0).record().userAgent()).isEqualTo("C:\\temp\\agent");
    assertThat(feedback.marks().get(0).record().responseCode()).isNull();
  }

  @Test
  void aDnsQueryWithoutAMarkHasItsClients() throws IOException {
    String[] fields = new String[18];
    Arrays.fill(fields, "");
    fields[1] = "90";
    fields[2] = "10.0.0.1";
    fields[3] = "example.org";
    fields[11] = "3";
    fields[12] = "0";
    fields[17] = "1467961125";
    Feedback<DnsRecord> feedback = DNS.read("f", utf8("head\n" + String.join("\t", fields)));
    assertThat(feedback.problems()).isEmpty();
    assertThat(feedback.marks().get(0).severity()).isEqualTo(Severity.LOW);
    assertThat(feedback.marks().get(0).record().type()).isEqualTo(DnsRecord.NONE);
  }

  @Test
  void marksCountForTheDaysOfTheHorizonAndTheLaterOneWins() {
    Mark<FlowRecord> monday = new Mark<>(Severity.LOW, flow("2016-07-04 00:00:00"));
    Mark<FlowRecord> friday = new Mark<>(Severity.LOW, flow("2016-07-08 23:59:59"));
    Mark<FlowRecord> again = new Mark<>(Severity.HIGH, flow("2016-07-04 00:00:00"));
    Feedback<FlowRecord> all =
        new Feedback<>(List.of(monday, friday), List.<Feedback.Problem>of())
            .plus(new Feedback<>(List.of(again), List.of()));
    assertThat(all.marks()).containsExactly(friday, again);
    FlowFeedback format = new FlowFeedback();
    LocalDate day = LocalDate.of(2016, 7, 8);
    assertThat(all.within(day, 3, format).marks()).containsExactly(friday);
    assertThat(all.within(day, 4, format).marks()).containsExactly(friday, again);
    assertThat(all.within(day.minusDays(1), 30, format).marks()).containsExactly(again);
  }

  @Property(tries = 500)
  void aRequestIsReadAsItWasWritten(
      @ForAll Severity severity, @ForAll String agent, @ForAll String method) throws IOException {
    ProxyRecord record =
        new ProxyRecord(
            "2016-07-08",
            "06:58:45",
            "10.0.0.1",
            "h",
            writable(method),
            writable(agent),
            null,
            "200",
            "h\\t\t\r\n",
            0);
    checkRoundTrip(PROXY, new Mark<>(severity, record));
  }

  @Property(tries = 500)
  void aResponseIsReadAsItWasWritten(
      @ForAll Severity severity, @ForAll String text, @ForAll long time, @ForAll int number)
      throws IOException {
    DnsRecord record =
        new DnsRecord(
            writable(text), time, number, "10.0.0.1", "n" + writable(text), null, number, number);
    checkRoundTrip(DNS, new Mark<>(severity, record));
  }

  @Property(tries = 500)
  void anyTextIsFeedbackOrProblems(@ForAll String text) throws IOException {
    Feedback<FlowRecord> feedback = FLOW.read("f", utf8(FLOW.header() + "\n" + text));
    assertThat(feedback.marks()).isEmpty();
  }

  private static <R> void checkRoundTrip(FeedbackFile<R> file, Mark<R> mark) throws IOException {
    StringWriter out = new StringWriter();
    file.writeAll(List.of(mark), out);
    Feedback<R> read = file.read("f", utf8(out.toString()));
    assertThat(read.problems()).isEmpty();
    assertThat(read.marks()).containsExactly(mark);
  }

  private static InputStream utf8(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  /** Half a character cannot be written. */
  private static String writable(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }

  private static FlowRecord flow(String received) {
    String line = LINE.replace("2016-07-08 06:58:45", received);
    try {
      return FLOW.read("f", utf8("head\n" + line)).marks().get(0).record();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
