package org.openspot.core.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileIdTest {
  private static FileId.Digests digests(String pipeline, String name, String content) {
    FileId.Hasher hasher = FileId.hasher(pipeline, name);
    byte[] bytes = content.getBytes(UTF_8);
    hasher.update(bytes, 0, bytes.length);
    return hasher.finish();
  }

  @Test
  void sameNameAndContentAreTheSameFile() {
    assertThat(digests("flow", "a", "x")).isEqualTo(digests("flow", "a", "x"));
  }

  @Test
  void pipelineNameAndContentEachMakeAnotherFile() {
    FileId id = digests("flow", "a", "x").fileId();
    assertThat(digests("dns", "a", "x").fileId()).isNotEqualTo(id);
    assertThat(digests("flow", "b", "x").fileId()).isNotEqualTo(id);
    assertThat(digests("flow", "a", "y").fileId()).isNotEqualTo(id);
    assertThat(digests("flo", "wa", "x").fileId()).isNotEqualTo(id);
  }

  @Test
  void contentHashIsThePlainSha256() {
    assertThat(digests("flow", "a", "abc").sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void bucketsAreStableAndInRange() {
    FileId id = FileId.parse("ff".repeat(32));
    assertThat(id.bucket(1)).isZero();
    assertThat(id.bucket(7)).isBetween(0, 6).isEqualTo(id.bucket(7));
    assertThat(FileId.parse(id.toString())).isEqualTo(id);
  }
}
