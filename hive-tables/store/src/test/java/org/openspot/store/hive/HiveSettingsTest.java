package org.openspot.store.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiveSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "jdbc:hive2://a:1/, jdbc:hive2://a:1/;socketTimeout=5",
    "jdbc:hive2://a:1, jdbc:hive2://a:1/;socketTimeout=5",
    "jdbc:hive2://a:1/spot;ssl=true, jdbc:hive2://a:1/spot;ssl=true;socketTimeout=5",
    "jdbc:hive2://a:1/;x=y?hive.a=b#c=d, jdbc:hive2://a:1/;x=y;socketTimeout=5?hive.a=b#c=d",
    "jdbc:hive2://a:1/;socketTimeout=9, jdbc:hive2://a:1/;socketTimeout=9",
  })
  void aSocketTimeoutIsAddedToTheSessionVariables(String url, String expected) {
    HiveSettings settings = new HiveSettings(url, "", "", "spot", Map.of());
    assertThat(settings.withSocketTimeout(5).url()).isEqualTo(expected);
  }
}
