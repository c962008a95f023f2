package org.openspot.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.apache.hadoop.fs.Path;

class ArchiveNamePropertyTest {
  @Property(tries = 3000)
  void aShortNameComesBack(@ForAll @StringLength(min = 1, max = 19) String name) {
    String encoded = ArchiveName.encode(name);
    assertThat(ArchiveName.decode(encoded)).contains(name);
  }

  @Property(tries = 3000)
  void everyNameIsOneComponentOfALegalPath(@ForAll @StringLength(min = 1, max = 255) String name) {
    String encoded = ArchiveName.encode(name);
    Path path = new Path(new Path("hdfs://namenode:8020/archive"), encoded);
    assertThat(path.getName()).isEqualTo(encoded);
    assertThat(path.getParent()).isEqualTo(new Path("hdfs://namenode:8020/archive"));
    assertThat(new Path(URI.create(path.toUri().toString()))).isEqualTo(path);
    assertThat(encoded.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(180);
    assertThat(encoded).doesNotContainPattern("[:/\\\\*?{}\\[\\]\\p{Cntrl}\\s]").isNotEmpty();
  }

  @Property
  void namesThatDifferStayApart(
      @ForAll @StringLength(min = 1, max = 255) String one,
      @ForAll @StringLength(min = 1, max = 255) String other) {
    assertThat(ArchiveName.encode(one).equals(ArchiveName.encode(other)))
        .isEqualTo(one.equals(other));
  }

  @Example
  void spotsNamesStandAsTheyAre() {
    assertThat(ArchiveName.encode("nfcapd.201607081030")).isEqualTo("nfcapd.201607081030");
  }

  @Example
  void whatHdfsRefusesIsEscaped() {
    assertThat(ArchiveName.encode("a:b c\n%")).isEqualTo("a%3Ab%20c%0A%25");
    assertThat(ArchiveName.encode("..")).isEqualTo("%2E.");
    assertThat(ArchiveName.encode("-rf")).isEqualTo("%2Drf");
    assertThat(ArchiveName.encode("größe")).isEqualTo("größe");
  }
}
