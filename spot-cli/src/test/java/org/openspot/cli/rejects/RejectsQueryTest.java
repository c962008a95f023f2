package org.openspot.cli.rejects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openspot.cli.query.ResultColumn;
import org.openspot.schema.TableSpec;

class RejectsQueryTest {
  private static final TableSpec PROXY = TableSpec.load("proxy").rejects();

  private static HourWindow window(String from, String to) {
    return new HourWindow(Instant.parse(from), Instant.parse(to));
  }

  @Test
  void aWindowIsOfWholeHours() {
    assertThat(window("2026-11-21T09:59:59Z", "2026-11-21T10:00:01Z"))
        .isEqualTo(window("2026-11-21T09:00:00Z", "2026-11-21T11:00:00Z"));
    assertThatThrownBy(() -> window("2026-11-21T09:00:00Z", "2026-11-21T09:00:00Z"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is empty");
  }

  @Test
  void partitionColumnsAreComparedAsOneNumberWouldBe() {
    assertThat(window("2026-11-21T09:00:00Z", "2027-01-02T00:00:00Z").condition(PROXY))
        .isEqualTo(
            "(`y` > 2026 OR (`y` = 2026 AND (`m` > 11 OR (`m` = 11 AND (`d` > 21 OR (`d` = 21 AND"
                + " `h` >= 9)))))) AND (`y` < 2027 OR (`y` = 2027 AND (`m` < 1 OR (`m` = 1 AND"
                + " (`d` < 2 OR (`d` = 2 AND `h` < 0))))))");
  }

  @Test
  void theStatementHasTheTableTheWindowAndTheLimit() {
    HourWindow window = window("2026-11-21T09:00:00Z", "2026-11-21T10:00:00Z");
    assertThat(RejectsQuery.sql("spot", PROXY, window, 7))
        .contains("FROM `spot`.`proxy_rejects` WHERE " + window.condition(PROXY))
        .endsWith("LIMIT 7");
  }

  @Test
  void whatCameFromAFileIsPrintedWithNothingHidden() {
    StringWriter out = new StringWriter();
    RejectsText text = new RejectsText(new PrintWriter(out, true));
    text.begin(RejectsQuery.COLUMNS.stream().map(name -> new ResultColumn(name, false)).toList());
    List<Object> row =
        Arrays.asList(
            "proxy_rejects",
            "too few fields",
            12L,
            2L,
            "2026-11-21T09Z",
            "2026-11-21T10Z",
            "a\u001b[2Jlog",
            3L,
            "GET \r\n\u202e",
            null);
    text.row(row);
    assertThat(out.toString().lines())
        .containsExactly(
            "12 in 2 originals, 2026-11-21T09Z to 2026-11-21T10Z  too few fields",
            "    such as record 3 of a\\u001b[2Jlog (NULL bytes): GET \\u000d\\u000a\\u202e");
  }
}
