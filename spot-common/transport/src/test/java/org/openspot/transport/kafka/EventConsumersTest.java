package org.openspot.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openspot.core.config.DataSize;

class EventConsumersTest {
  private static Map<String, Object> consumer(Map<String, String> properties) {
    KafkaSettings settings =
        new KafkaSettings("broker:9092", properties, 3, Duration.ofDays(7), DataSize.parse("1MiB"));
    return EventConsumers.properties(settings, "spot.flow");
  }

  @Test
  void noSettingMakesAConsumerCommitOrJumpByItself() {
    Map<String, String> wished =
        Map.of(
            "enable.auto.commit", "true",
            "auto.offset.reset", "latest",
            "group.id", "mine",
            "isolation.level", "read_uncommitted");
    assertThat(consumer(wished))
        .containsEntry("enable.auto.commit", "false")
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("group.id", "spot.flow")
        .containsEntry("isolation.level", "read_committed");
  }

  @Test
  void whatSecuresAConnectionPassesThroughWithAndWithoutKerberos() {
    Map<String, String> tlsOnly =
        Map.of("security.protocol", "SSL", "ssl.truststore.location", "/ca.pem");
    assertThat(consumer(tlsOnly)).containsAllEntriesOf(tlsOnly);
    Map<String, String> kerberos =
        Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "GSSAPI");
    assertThat(consumer(kerberos)).containsAllEntriesOf(kerberos);
  }
}
