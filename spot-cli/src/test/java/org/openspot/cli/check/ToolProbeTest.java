package org.openspot.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.openspot.core.error.ConfigException;

class ToolProbeTest {
  @Test
  void aToolSaysItsVersionInOneLine() {
    String java = ProcessHandle.current().info().command().orElseThrow();
    assertThat(new ToolProbe("java", java, "--version").run()).contains("17").doesNotContain("\n");
  }

  @Test
  void aToolThatIsNotThereOrFailsIsAProblem() {
    assertThatThrownBy(() -> new ToolProbe("x", "no-such-tool", "-V").run())
        .isInstanceOf(ConfigException.class)
        .hasMessage("cannot be run as \"no-such-tool\": not installed?");
    assertThatThrownBy(() -> new ToolProbe("x", "false", "-V").run())
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("false -V ended with 1");
  }
}
