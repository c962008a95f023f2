package org.openspot.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.Size;

class LandedNamePropertyTest {
  private static final Path DIRECTORY = Path.of("/landing dir");

  private static Path path(byte[] name) {
    StringBuilder uri = new StringBuilder(DIRECTORY.toUri() + "/");
    for (byte one : name) {
      uri.append('%').append(HexFormat.of().toHexDigits(one == '/' || one == 0 ? (byte) 'x' : one));
    }
    return Path.of(URI.create(uri.toString()));
  }

  @Property
  void anyBytesMakeTheSamePathAgain(
      @ForAll @Size(min = 1, max = 255) byte @ByteRange(min = 1, max = 127) [] low,
      @ForAll boolean high) {
    byte[] name = low.clone();
    if (high) {
      name[name.length / 2] = (byte) 0xff;
    }
    Path path = path(name);
    assertThat(LandedName.of(path).in(DIRECTORY, "")).isEqualTo(path);
  }

  @Property
  void aNameShownNeverBreaksALine(
      @ForAll @Size(min = 1, max = 255) byte @ByteRange(min = 1, max = 127) [] name) {
    assertThat(LandedName.of(path(name)).toString()).doesNotContain("\n", "\r", "\u001b");
  }

  @Example
  void aSuffixFitsBehindTheLongestName() {
    LandedName longest =
        LandedName.of(path("x".repeat(255).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertThat(longest.in(DIRECTORY, ".reason").getFileName().toString())
        .hasSize(255)
        .endsWith(".reason");
  }

  @Example
  void bytesThatAreNoTextAreShownAsHex() {
    assertThat(LandedName.of(path(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xc3})).text())
        .isEqualTo("a%FFb%C3");
  }
}
