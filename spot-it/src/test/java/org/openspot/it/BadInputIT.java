package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Whatever lands: it is ingested, or in failed/ with a reason, or a dead letter; and what lands
 * beside it is ingested.
 */
class BadInputIT {
  private static final int READABLE = 130;

  /** Takes from root the right to read what its mode forbids. */
  private static final List<String> LIKE_ANYBODY =
      List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search");

  private final RealStack stack = RealStack.running();

  @Test
  void namesAreNothingButNames() throws Exception {
    Site site = new Site(stack, "odd_names");
    Pipeline pipeline = site.pipeline("flow");
    stack.hive().createTables(site);
    Path capture = Captures.generated("odd-names", 91, 40, 1);
    List<String> names =
        List.of(
            "nfcapd with blanks",
            " nfcapd.blank.first",
            "nfcapd.it's \"quoted\" `here`",
            "nfcapd.new\nline",
            "-r",
            "-rf *",
            "$(touch x)",
            "`touch y`;touch z",
            "nfcapd.größe.名前",
            "nfcapd:202603020000",
            "nfcapd%2e%2E",
            "x".repeat(255),
            "a\\b",
            "'; DROP TABLE flow; --");
    for (String name : names) {
      site.land(pipeline, capture, name);
    }
    // Bytes that are no text in any language.
    run("cp \"$0\" \"$1/$(printf 'nfcapd.\\377\\376')\"", capture, pipeline.landing());

    site.collect(pipeline).endsWith(0);
    site.work(pipeline).endsWith(0);

    Rows each = Nfdump.rows(capture);
    List<Rows> all = new ArrayList<>();
    for (int i = 0; i <= names.size(); i++) {
      all.add(each);
    }
    site.rows().assertSameAs(Rows.all(all), "a table of oddly named files");
    assertThat(site.landed(pipeline)).isEmpty();
    assertThat(site.failed(pipeline)).isEmpty();
    List<String> archived = stack.hdfs().files(site.archive() + "/flow/binary");
    assertThat(archived).hasSize(names.size() + 1);
    for (String path : archived) {
      assertThat(stack.hdfs().read(path)).as(path).isEqualTo(Files.readAllBytes(capture));
    }
    try (Stream<Path> everything = Files.walk(RealStack.directory(), 6)) {
      assertThat(everything.map(path -> path.getFileName().toString()))
          .doesNotContain("x", "y", "z");
    }
    assertThat(Path.of("x")).doesNotExist();
  }

  @Test
  void contentIsReadAsFarAsItCanBe() throws Exception {
    Site site = new Site(stack, "bad_content");
    Pipeline pipeline = site.set(site.pipeline("flow").collector("inline-limit", "20KiB"));
    stack.hive().createTables(site);
    Path small = Captures.generated("bad-small", 92, 200, 1);
    Path large = Captures.generated("bad-large", 93, 900, 1);
    Path outside = Files.writeString(site.directory().resolve("outside"), "not to be touched");
    byte[] good = Files.readAllBytes(small);
    byte[] noise = good.clone();
    Arrays.fill(noise, 60, noise.length, (byte) 0xa5);
    Path landing = pipeline.landing();

    Files.write(landing.resolve("empty"), new byte[0]);
    Files.write(landing.resolve("truncated"), Arrays.copyOf(good, good.length * 3 / 5));
    Files.write(landing.resolve("header only"), Arrays.copyOf(good, 20));
    Files.write(landing.resolve("noise"), noise);
    Files.write(landing.resolve("large truncated"), cut(Files.readAllBytes(large)));
    Files.writeString(landing.resolve("text"), "flow|1|2|3\n".repeat(400));
    Files.write(landing.resolve("nfcapd.202603020900.gz"), gzip(good));
    Files.createDirectory(landing.resolve("nfcapd.202603020901"));
    Files.writeString(landing.resolve("nfcapd.202603020901/inside"), "kept");
    Files.createSymbolicLink(landing.resolve("link"), outside);
    Files.createSymbolicLink(landing.resolve("link to a capture"), small);
    Files.createSymbolicLink(landing.resolve("dangling"), Path.of("nowhere"));
    run("mkfifo \"$0\"", landing.resolve("fifo"));
    List<String> bad = site.landed(pipeline);
    Files.write(landing.resolve("nfcapd.current.123"), good);
    Files.write(landing.resolve(".hidden"), good);
    site.land(pipeline, Captures.damaged(small, READABLE));
    site.land(pipeline, Captures.damaged(large, READABLE));
    site.land(pipeline, List.of(small, large));

    site.collect(pipeline).endsWith(0);
    site.work(pipeline).endsWith(0);

    site.rows()
        .assertSameAs(
            Rows.all(
                List.of(
                    Nfdump.rows(small),
                    Nfdump.rows(large),
                    Nfdump.first(READABLE, small),
                    Nfdump.first(READABLE, large))),
            "what can be read");
    assertThat(bad).hasSize(12);
    assertThat(site.failed(pipeline))
        .containsExactlyInAnyOrderElementsOf(
            bad.stream().flatMap(name -> Stream.of(name, name + ".reason")).toList());
    for (String name : bad) {
      assertThat(pipeline.failed().resolve(name + ".reason")).isNotEmptyFile();
    }
    assertThat(site.landed(pipeline)).containsExactly("nfcapd.current.123");
    assertThat(landing.resolve(".hidden")).hasBinaryContent(good);
    assertThat(outside).hasContent("not to be touched");
    assertThat(small).hasBinaryContent(good);
    assertThat(pipeline.failed().resolve("nfcapd.202603020901/inside")).hasContent("kept");
    assertThat(pipeline.failed().resolve("noise")).hasBinaryContent(noise);
    assertThat(Files.isSymbolicLink(pipeline.failed().resolve("link"))).isTrue();
    assertDeadLetters(site, pipeline, small, large);
  }

  /** The two damaged files, by the command that an admin uses. */
  private static void assertDeadLetters(Site site, Pipeline pipeline, Path... damaged) {
    SpotProcess list = site.spot("deadletters", "list", "--json").endsWith(0);
    assertThat(list.output().lines()).hasSize(2);
    for (Path file : damaged) {
      assertThat(list.output().lines())
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains(file.getFileName() + ".damaged")
                      .contains("\"from\":" + READABLE)
                      .contains("\"stage\":\"dissect\"")
                      .doesNotContain("\"cause\":\"\""));
    }
    assertThat(new CommitLogFiles(site, pipeline.topic(), 0).deadLetters()).hasSize(2);
  }

  @Test
  void aFileThatMayNotBeReadIsSetAside() throws Exception {
    Site site = new Site(stack, "no_permission");
    Pipeline pipeline = site.pipeline("flow");
    stack.hive().createTables(site);
    Path capture = Captures.generated("no-permission", 94, 40, 1);
    Path secret = Files.copy(capture, pipeline.landing().resolve("secret"));
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    site.land(pipeline, capture);

    List<String> command = new ArrayList<>();
    if (Files.isReadable(secret)) {
      command.addAll(LIKE_ANYBODY);
      Assumptions.assumeTrue(isThere(command), "no setpriv, without which root may read anything");
    }
    command.addAll(site.command("collector", "--pipeline", pipeline.name(), "--until-idle", "1s"));
    SpotProcess.start(site.log("collector"), Map.of(), command).endsWith(0);
    site.work(pipeline).endsWith(0);

    site.rows().assertSameAs(Nfdump.rows(capture), "the file beside it");
    assertThat(site.failed(pipeline)).containsExactly("secret", "secret.reason");
    assertThat(Files.exists(secret, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  private static boolean isThere(List<String> command) throws Exception {
    List<String> nothing = new ArrayList<>(command);
    nothing.add("true");
    try {
      return new ProcessBuilder(nothing).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] cut(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length - 7);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }

  /** For what Java cannot do. */
  private static void run(String script, Path... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", script));
    Stream.of(arguments).map(Path::toString).forEach(command::add);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
