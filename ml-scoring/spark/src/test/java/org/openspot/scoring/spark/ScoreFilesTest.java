package org.openspot.scoring.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.schema.TableSpec;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.saved.ModelFile;
import org.openspot.scoring.model.source.ScoredSource;

class ScoreFilesTest {
  @TempDir Path directory;

  @Test
  void filesAreReplacedWhenTheyAreWhole() throws IOException {
    ScoredSource<FlowRecord> source = ScoredSource.flow();
    ScoringResult<FlowRecord> result = Requests.office(directory.resolve("in"), 1).score();
    ScoreFiles files = new ScoreFiles(directory.resolve("out"));
    files.write(source, result, true);
    files.write(source, result, true);
    assertThat(Files.readAllLines(files.results(source)))
        .hasSize(20)
        .allMatch(line -> line.chars().filter(c -> c == '\t').count() == 17);
    assertThat(Files.readAllLines(files.rejected(source))).isEmpty();
    try (var in = Files.newInputStream(files.model(source))) {
      assertThat(ModelFile.read(in).topics()).isEqualTo(result.model().topics());
    }
    TableSpec table = source.table().reasons();
    List<Object> row = new ScoreRows<>(source).reason(result.results().get(0));
    assertThat(row.get(table.column("client"))).isEqualTo(Requests.ODD_CLIENT);
    assertThat(row.get(table.column("other"))).isEqualTo("203.0.113.7:22");
    assertThat(row.get(table.column("word_overall"))).isEqualTo(1L);
  }
}
