package org.openspot.scoring.model.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.openspot.core.error.DataException;
import org.openspot.scoring.model.detect.HostActivity.Role;
import org.openspot.scoring.model.detect.HostHistory;
import org.openspot.scoring.model.detect.HostWindow;

class HistoryFileTest {
  /** Hosts that saw between nothing and 4,000 things. */
  private static List<HostHistory> histories() {
    Random random = new Random(7);
    List<HostHistory> histories = new ArrayList<>();
    for (int i = 20; i > 0; i--) {
      String host = "10.0.0." + i;
      List<HostWindow> windows = new ArrayList<>();
      for (int hour = 0; hour < i; hour++) {
        Role role = hour % 2 == 0 ? Role.SOURCE : Role.DESTINATION;
        windows.add(new HostWindow(host, role, 400_000 + hour, 1.5, hour, 3, 1e12, i));
      }
      histories.add(HostHistory.of(host, random.longs(200L * (20 - i)).toArray(), windows));
    }
    return histories;
  }

  private static byte[] written(List<HostHistory> histories) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HistoryFile.write(histories, out);
    return out.toByteArray();
  }

  private static List<HostHistory> read(byte[] bytes) throws IOException {
    List<HostHistory> histories = new ArrayList<>();
    HistoryFile.read(new ByteArrayInputStream(bytes), histories::add);
    return histories;
  }

  private static Map<String, List<Long>> byHost(List<HostHistory> histories) {
    return histories.stream()
        .collect(Collectors.toMap(HostHistory::host, one -> one.seen().boxed().toList()));
  }

  @Test
  void whatWasWrittenIsReadAndInTheOrderOfHosts() throws IOException {
    List<HostHistory> read = read(written(histories()));
    assertThat(byHost(read)).isEqualTo(byHost(histories()));
    assertThat(read.stream().flatMap(one -> one.windows().stream()))
        .containsExactlyInAnyOrderElementsOf(
            histories().stream().flatMap(one -> one.windows().stream()).toList());
    assertThat(read).extracting(HostHistory::host).isSorted();
  }

  @Test
  void theSameHistoriesGiveTheSameBytes() throws IOException {
    assertThat(written(histories())).isEqualTo(written(histories()));
  }

  @Test
  void aFileThatIsCutIsDamaged() throws IOException {
    byte[] whole = written(histories());
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 100)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void anotherAvroFileIsNoHistory() throws IOException {
    Schema schema = SchemaBuilder.record("Other").fields().endRecord();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, out);
    }
    assertThatThrownBy(() -> read(out.toByteArray()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no history of hosts");
  }
}
