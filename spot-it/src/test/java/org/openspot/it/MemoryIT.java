package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Large files in the heaps that {@code bin/spot} gives: 256 MB to a collector, 512 to a worker. */
class MemoryIT {
  private static final long LARGEST_INLINE = 16L << 20;

  private final RealStack stack = RealStack.running();

  @Test
  void aMillionAndAHalfFlowsAsAPointer() {
    Site site = new Site(stack, "memory_pointer");
    Pipeline pipeline = site.pipeline("flow");
    stack.hive().createTables(site);
    Path file = Captures.generated("memory-pointer", 96, 1_500_000, 1);
    Fingerprint expected = Fingerprint.of(List.of(file));
    assertThat(expected.count()).isEqualTo(1_500_000);
    site.land(pipeline, file);

    assertThat(site.collect(pipeline).endsWith(0).error()).contains("as a pointer to");
    site.work(pipeline).endsWith(0);

    assertThat(Fingerprint.of(site)).isEqualTo(expected);
  }

  /** As many at once as a collector works on, each as large as may be. */
  @Test
  void theLargestFilesThatTravelAsRows() throws IOException {
    Site site = new Site(stack, "memory_rows");
    Pipeline pipeline = site.set(site.pipeline("flow").collector("inline-limit", "16MiB"));
    stack.hive().createTables(site);
    List<Path> files = Captures.generated("memory-rows", 97, 640_000, 4, 5);
    for (Path file : files) {
      assertThat(Files.size(file)).isBetween(LARGEST_INLINE * 3 / 4, LARGEST_INLINE);
    }
    site.land(pipeline, files);

    assertThat(site.collect(pipeline).endsWith(0).error()).doesNotContain("as a pointer to");
    site.work(pipeline).endsWith(0);

    assertThat(Fingerprint.of(site)).isEqualTo(Fingerprint.of(files));
  }
}
