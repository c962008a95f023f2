package org.openspot.parsers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openspot.parsers.process.Complaints.NOTHING_IS_HARMLESS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.parsers.Requirement;

class ToolTest {
  private static final ToolLimits LIMITS = new ToolLimits(Duration.ofMinutes(1), 1L << 30);

  private final Tool shell = Tool.locate("sh");
  private final StringBuilder output = new StringBuilder();

  private Complaints run(ToolLimits limits, String... arguments) {
    return shell.run(limits, List.of(arguments), reader(), line -> line.startsWith("notice"));
  }

  private OutputReader reader() {
    return in -> output.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
  }

  private static long sleepers(String mark) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(mark))
        .count();
  }

  @Test
  void whatIsPrintedReachesTheReaderWhole() {
    Complaints complaints = run(LIMITS, "-c", "for i in 1 2 3; do echo $i; done; printf end");
    assertThat(output).hasToString("1\n2\n3\nend");
    assertThat(complaints.isEmpty()).isTrue();
  }

  @Test
  void variablesAreAddedToAnEnvironmentThatIsOtherwiseFixed() {
    shell
        .with(Map.of("SPOT_TEST", "a b"))
        .run(
            LIMITS,
            List.of("-c", "printf '%s,%s,%s' \"$SPOT_TEST\" \"$TZ\" \"$HOME\""),
            reader(),
            NOTHING_IS_HARMLESS);
    assertThat(output).hasToString("a b,UTC,");
  }

  @Test
  void argumentsArriveAsTheyAre() {
    String[] hostile = {"a b", "\"", "'", "$(id)", "new\nline", "${user.home}", "-x", "*", "\\"};
    String[] arguments = new String[hostile.length + 3];
    arguments[0] = "-c";
    arguments[1] = "printf '%s|' \"$@\"";
    arguments[2] = "sh";
    System.arraycopy(hostile, 0, arguments, 3, hostile.length);
    run(LIMITS, arguments);
    assertThat(output).hasToString(String.join("|", hostile) + "|");
  }

  @Test
  void theEnvironmentIsFixed() {
    run(LIMITS, "-c", "env | grep -v -e ^PWD= -e ^_= -e ^SHLVL= -e ^OLDPWD= | sort");
    assertThat(output.toString().lines().toList())
        .containsExactly("LC_ALL=C", "PATH=" + System.getenv("PATH"), "TZ=UTC");
  }

  @Test
  void whatMattersOnStandardErrorIsKeptAndBounded() {
    Complaints complaints =
        run(
            LIMITS,
            "-c",
            "i=0; while [ $i -lt 20000 ]; do echo notice $i >&2; i=$((i+1)); done; echo first >&2;"
                + " i=0; while [ $i -lt 20000 ]; do echo more $i >&2; i=$((i+1)); done");
    assertThat(complaints.notices()).isEqualTo(20_000);
    assertThat(complaints.firstLine()).isEqualTo("first");
    assertThat(complaints.text()).startsWith("first\nmore 0\n").hasSizeLessThanOrEqualTo(8192);
  }

  @Test
  void anotherStatusThanZeroIsAFailure() {
    assertThatThrownBy(() -> run(LIMITS, "-c", "echo notice >&2; echo broken >&2; exit 3"))
        .isInstanceOf(DataException.class)
        .hasMessage("sh failed with status 3: broken");
  }

  @Test
  void aSignalIsAFailure() {
    assertThatThrownBy(() -> run(LIMITS, "-c", "kill -SEGV $$"))
        .isInstanceOf(DataException.class)
        .hasMessage("sh was ended by signal 11");
  }

  @Test
  void whatTakesTooLongIsEnded() {
    assertThatThrownBy(
            () -> run(new ToolLimits(Duration.ofMillis(300), 1L << 30), "-c", "exec sleep 4711"))
        .isInstanceOf(DataException.class)
        .hasMessage("sh took longer than PT0.3S");
    assertThat(sleepers("sleep 4711")).isZero();
  }

  @Test
  void aSlowReaderIsNotTheToolsFault() {
    shell.run(
        new ToolLimits(Duration.ofMillis(300), 1L << 30),
        List.of("-c", "head -c 300000 /dev/zero"),
        in -> {
          in.read();
          long begin = System.nanoTime();
          Awaitility.await().until(() -> System.nanoTime() - begin > 700_000_000);
          in.readAllBytes();
        },
        NOTHING_IS_HARMLESS);
  }

  @Test
  void anInterruptEndsTheToolAndStays() throws Exception {
    CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                run(LIMITS, "-c", "exec sleep 4712");
              } catch (RetriableException e) {
                thrown.set(e);
              }
              stillInterrupted.complete(Thread.currentThread().isInterrupted());
            });
    thread.start();
    Awaitility.await().until(() -> sleepers("sleep 4712") == 1);
    thread.interrupt();
    assertThat(stillInterrupted.get()).isTrue();
    assertThat(thrown.get()).hasMessageContaining("interrupted");
    assertThat(sleepers("sleep 4712")).isZero();
  }

  @Test
  void whatTheReaderThrowsComesOutAndEndsTheTool() {
    IllegalStateException mine = new IllegalStateException("no more room");
    assertThatThrownBy(
            () ->
                shell.run(
                    LIMITS,
                    List.of("-c", "echo x; exec sleep 4713"),
                    in -> {
                      in.read();
                      throw mine;
                    },
                    NOTHING_IS_HARMLESS))
        .isSameAs(mine);
    assertThat(sleepers("sleep 4713")).isZero();
  }

  @Test
  void addressSpaceIsLimited() {
    Requirement.tool("prlimit");
    run(new ToolLimits(Duration.ofMinutes(1), 123L << 20), "-c", "ulimit -v; ulimit -c");
    assertThat(output).hasToString(123 * 1024 + "\n0\n");
  }

  @Test
  void aToolThatIsNotThereIsAWrongConfiguration(@TempDir Path directory) throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "no program");
    assertThatThrownBy(() -> Tool.locate("no-such-tool")).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> Tool.locate("bin/sh")).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> Tool.locate("")).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> Tool.locate(text.toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(text + " is not an executable file");
    Tool gone = new Tool("gone", directory.resolve("gone"), Map.of(), null, null);
    assertThatThrownBy(() -> gone.run(LIMITS, List.of(), reader(), NOTHING_IS_HARMLESS))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void aFileThatIsNoProgramIsAWrongConfiguration(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("tool"), new byte[] {1, 2, 3, 4});
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    Tool tool = Tool.locate(file.toString());
    assertThatThrownBy(() -> tool.run(LIMITS, List.of(), reader(), NOTHING_IS_HARMLESS))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void aThreadThatIsInterruptedAlreadyStartsNothing() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> run(LIMITS, "-c", "true")).isInstanceOf(RetriableException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
