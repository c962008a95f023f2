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
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.parsers.Requirement;
import org.openspot.parsers.Script;

/** What a tool cannot do, whoever has taken it over. */
class ConfinementTest {
  private static final ToolLimits LIMITS = new ToolLimits(Duration.ofMinutes(1), 1L << 30);

  private final Tool shell = Tool.locate("sh");
  private final StringBuilder output = new StringBuilder();

  @TempDir Path directory;

  @BeforeEach
  void utilLinuxIsThere() {
    Requirement.tool("prlimit");
    Requirement.tool("setpriv");
    Requirement.tool("setsid");
  }

  private void run(ToolLimits limits, String command) {
    run(shell, limits, command);
  }

  private void run(Tool tool, ToolLimits limits, String command) {
    tool.run(
        limits,
        List.of("-c", command),
        in -> output.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)),
        NOTHING_IS_HARMLESS);
  }

  /** What root's daemons have tools run as. */
  private static ToolLimits unprivileged(ToolLimits limits) {
    Optional<ToolUser> nobody = ToolUser.of("nobody");
    Assumptions.assumeTrue(nobody.isPresent(), "only root can run a tool as another user");
    return new ToolLimits(limits.timeout(), limits.memoryBytes(), limits.fileBytes(), nobody);
  }

  @Test
  void everyLimitIsSet() {
    run(LIMITS.writing(12_345), "cat /proc/self/limits");
    assertThat(output.toString().lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            "Max address space 1073741824 1073741824 bytes ",
            "Max cpu time 60 65 seconds ",
            "Max file size 12345 12345 bytes ",
            "Max core file size 0 0 bytes ",
            "Max open files 256 256 files ")
        .anyMatch(line -> line.matches("Max processes [0-9]+ [0-9]+ processes "));
  }

  @Test
  void privilegesCannotBeGained() {
    run(LIMITS, "grep NoNewPrivs /proc/self/status");
    assertThat(output).hasToString("NoNewPrivs:\t1\n");
  }

  @Test
  void rootsToolsAreNobodys() {
    run(unprivileged(LIMITS), "id -un; id -G; grep CapEff /proc/self/status");
    assertThat(output.toString()).matches("nobody\n[1-9][0-9]*\nCapEff:\t0000000000000000\n");
  }

  @Test
  void rootsToolsReadWhatTheyAreGivenAndNothingElse() throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), "content");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    run(shell.reading(file), unprivileged(LIMITS), "cat");
    assertThat(output).hasToString("content");
    assertThatThrownBy(() -> run(unprivileged(LIMITS), "cat " + file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Permission denied");
  }

  @Test
  void rootsToolsWriteToTheirOwnDirectoryOnly() throws IOException {
    ToolLimits limits = unprivileged(LIMITS);
    try (ScratchDirectory scratch = ScratchDirectory.make(directory, "s-")) {
      Path pieces = scratch.writable("pieces", limits.user());
      run(shell.in(pieces), limits, "echo x > piece; ln -s /etc/passwd link");
      assertThat(scratch.files(pieces)).containsExactly(pieces.resolve("piece"));
      Path home = scratch.readable("home");
      assertThatThrownBy(() -> run(shell.in(home), limits, "echo x > file"))
          .isInstanceOf(DataException.class);
      assertThat(home).isEmptyDirectory();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aUserWhoIsNotThereIsAWrongConfiguration() {
    unprivileged(LIMITS);
    assertThatThrownBy(() -> ToolUser.of("no-such-user"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'no-such-user'")
        .hasMessageContaining("tools.user");
    assertThat(ToolUser.of("")).isEmpty();
  }

  @Test
  void whatAToolLeavesBehindEndsWithIt() {
    // It holds the output open, which would be waited for without end.
    run(LIMITS, "sleep 4714 & (sleep 4714 & sleep 4714 &) ; echo done");
    assertThat(output).hasToString("done\n");
    assertThat(Script.running("sleep 4714")).isZero();
  }

  @Test
  void manyProcessesEndWithTheOneThatStartedThem() {
    ToolLimits brief = new ToolLimits(Duration.ofMillis(400), 1L << 30);
    assertThatThrownBy(
            () -> run(brief, "for i in 1 2 3 4 5 6 7 8 9; do sleep 4715 & done; sleep 4715"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("took longer");
    assertThat(Script.running("sleep 4715")).isZero();
  }

  @Test
  void memoryIsLimited() {
    ToolLimits small = new ToolLimits(Duration.ofMinutes(1), 64L << 20);
    assertThatThrownBy(() -> run(small, "x=x; while :; do x=$x$x; done"))
        .isInstanceOf(DataException.class);
  }

  @Test
  void processorTimeIsLimitedAlsoWhereNobodyWaits() {
    ToolLimits brief = new ToolLimits(Duration.ofMillis(800), 1L << 30);
    assertThatThrownBy(
            () ->
                shell.run(
                    brief,
                    List.of("-c", "while :; do :; done # 4716"),
                    in -> {
                      Awaitility.await().until(() -> Script.running("# 4716") == 0);
                      in.readAllBytes();
                    },
                    NOTHING_IS_HARMLESS))
        .isInstanceOf(DataException.class)
        .hasMessage("sh used more than PT0.8S of processor time");
  }

  @Test
  void whatIsWrittenToAFileIsLimited() throws IOException {
    assertThatThrownBy(
            () -> run(shell.in(directory), LIMITS.writing(65_536), "exec yes > without-end"))
        .isInstanceOf(DataException.class)
        .hasMessage("sh wrote a file of more than 65536 bytes");
    assertThat(directory.resolve("without-end")).hasSize(65_536);
  }
}
