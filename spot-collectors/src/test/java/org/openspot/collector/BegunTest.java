package org.openspot.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.identity.FileId;

class BegunTest {
  @TempDir private Path landing;
  private Path notes;
  private Begun begun;

  @BeforeEach
  void directory() throws IOException {
    notes = Files.createDirectory(landing.resolve(".notes"));
    begun = new Begun(notes);
  }

  private LandedFile begin(String name) throws IOException {
    Path path = Files.writeString(landing.resolve(name), "content");
    LandedFile file = LandedFile.whole(path, LandedName.of(path), FileStamp.read(path));
    FileId.Hasher hasher = FileId.hasher("p", name);
    begun.remember(file, hasher.finish().fileId());
    return file;
  }

  @Test
  void aSweepKeepsTheNoteOfAFileThatIsStillThere() throws IOException {
    LandedFile file = begin("a log with a blank.log");
    begun.sweep(landing);
    assertThat(begun.of(file.name())).isPresent();
  }

  @Test
  void aSweepDropsTheNoteOfAFileThatLeftBeforeACrash() throws IOException {
    LandedFile file = begin("gone.log");
    Files.delete(file.path());
    begun.sweep(landing);
    assertThat(begun.of(file.name())).isEmpty();
    assertThat(notes).isEmptyDirectory();
  }

  @Test
  void aSweepDropsANoteThatWasNotFinished() throws IOException {
    Files.writeString(notes.resolve(".c0ffee"), "12 34");
    begun.sweep(landing);
    assertThat(notes).isEmptyDirectory();
  }
}
