package org.openspot.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DataSizeTest {
  @Test
  void readsWhatItPrints() {
    for (String text : new String[] {"0B", "512B", "64KiB", "1MiB", "3GiB", "1TiB"}) {
      assertThat(DataSize.parse(text)).hasToString(text);
    }
    assertThat(DataSize.parse("1536 KiB").bytes()).isEqualTo(1536 * 1024);
    assertThat(DataSize.parse("7").bytes()).isEqualTo(7);
  }

  @Test
  void refusesWhatIsNotASize() {
    for (String text : new String[] {"", "-1", "1MB", "1.5MiB", "many"}) {
      assertThatThrownBy(() -> DataSize.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
