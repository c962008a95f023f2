package org.openspot.scoring.model.saved;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.openspot.core.error.DataException;
import org.openspot.scoring.model.counting.CountingModel;
import org.openspot.scoring.model.counting.PeerGroups;
import org.openspot.scoring.model.counting.WordCounts;
import org.openspot.scoring.model.topic.Precision;
import org.openspot.scoring.model.topic.TopicMixes;
import org.openspot.scoring.model.topic.TopicModel;
import org.openspot.scoring.model.topic.WordTable;
import org.openspot.scoring.model.word.AgentCounts;

class ModelFileTest {
  private static ScoringModel model(Precision precision) {
    WordCounts counts = new WordCounts();
    counts.add("10.0.0.1", "client_443_TCP_7_10_2", 41);
    counts.add("10.0.0.2", "server_443_TCP_7_10_2", 1);
    TopicModel topics =
        new TopicModel(
            1.02,
            1.001,
            WordTable.of(3, Map.of("a", new double[] {1, 0, 0.1}, "b", new double[] {0, 2, 3})),
            TopicMixes.of(
                3,
                precision,
                Map.of(
                    "10.0.0.1", new TopicMixes.Mix(41, new double[] {1, 1, 1}),
                    "10.0.0.2", new TopicMixes.Mix(1, new double[] {0.1, 0.2, 0.3}))));
    return new ScoringModel(
        "flow/openspot-1",
        AgentCounts.of(Map.of("Mozilla/5.0\t(\"ü\")", 12L)),
        topics,
        new CountingModel(counts, new PeerGroups(16, 48), 0.6),
        Map.of("seed", "42", "optimizer", "em"));
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    for (Precision precision : Precision.values()) {
      ScoringModel model = model(precision);
      ScoringModel read = read(bytes(model));
      assertThat(read.recipe()).isEqualTo(model.recipe());
      assertThat(read.topics()).isEqualTo(model.topics());
      assertThat(read.topics().mixes().precision()).isEqualTo(precision);
      assertThat(read.agents().asMap()).isEqualTo(model.agents().asMap());
      assertThat(read.counts().counts().byHost()).isEqualTo(model.counts().counts().byHost());
      assertThat(read.counts().groups()).isEqualTo(new PeerGroups(16, 48));
      assertThat(read.counts().discount()).isEqualTo(0.6);
      assertThat(read.properties()).isEqualTo(model.properties());
    }
  }

  @Test
  void theSameModelGivesTheSameBytes() throws IOException {
    assertThat(bytes(model(Precision.SINGLE))).isEqualTo(bytes(model(Precision.SINGLE)));
    assertThat(bytes(read(bytes(model(Precision.SINGLE)))))
        .isEqualTo(bytes(model(Precision.SINGLE)));
  }

  @Test
  void anEmptyModelIsAModel() throws IOException {
    ScoringModel empty =
        new ScoringModel(
            "dns/openspot-1",
            AgentCounts.of(Map.of()),
            TopicModel.EMPTY,
            CountingModel.EMPTY,
            Map.of());
    assertThat(read(bytes(empty)).topics()).isEqualTo(TopicModel.EMPTY);
  }

  @Test
  void anotherVersionIsRefusedByName() throws IOException {
    String text = new String(bytes(model(Precision.DOUBLE)), ISO_8859_1);
    byte[] other =
        text.replace("spot.model.version\u00021", "spot.model.version\u00022").getBytes(ISO_8859_1);
    assertThatThrownBy(() -> read(other))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("version 2");
  }

  @Property(tries = 300)
  void aDamagedFileIsADataErrorOrAnEndOfFile(
      @ForAll @IntRange(max = 2000) int position, @ForAll byte value) throws IOException {
    byte[] bytes = bytes(model(Precision.DOUBLE));
    bytes[position % bytes.length] = value;
    Throwable thrown = catchThrowable(() -> read(bytes));
    if (thrown != null) {
      assertThat(thrown).isInstanceOfAny(DataException.class, IOException.class);
    }
  }

  @Test
  void aFileThatIsCutIsDamaged() throws IOException {
    byte[] whole = bytes(model(Precision.DOUBLE));
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 20)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("entries are there");
  }

  @Test
  void whatIsNoModelIsNotRead() {
    assertThatThrownBy(() -> read("spot".getBytes(UTF_8))).isInstanceOf(IOException.class);
  }

  private static byte[] bytes(ScoringModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelFile.write(model, out);
    return out.toByteArray();
  }

  private static ScoringModel read(byte[] bytes) throws IOException {
    return ModelFile.read(new ByteArrayInputStream(bytes));
  }
}
