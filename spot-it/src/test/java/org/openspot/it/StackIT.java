package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openspot.stack.LocalStack;
import org.openspot.stack.ServiceStatus;
import org.openspot.stack.StackConfig;

/** A second local stack beside that of the tests, from nothing to nothing. */
class StackIT {
  private final RealStack first = RealStack.running();
  private final Path home = RealStack.directory().resolve("second-stack");
  private final LocalStack second =
      new LocalStack(
          StackConfig.of(home, RealStack.distribution().resolve("stack"))
              .withPorts(FreePorts.find()));
  private final List<String> told = new ArrayList<>();

  @AfterEach
  void end() {
    second.down(told::add);
  }

  @Test
  void twoStacksAreSideBySideAndOneGoesDownWithoutARemnant() {
    second.up(told::add);
    assertThat(second.status()).isNotEmpty().allMatch(ServiceStatus::answers);
    assertThat(first.status()).allMatch(ServiceStatus::answers);

    assertThat(second.down(told::add)).isTrue();
    assertThat(second.down(told::add)).isFalse();
    assertThat(first.status()).allMatch(ServiceStatus::answers);
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process -> process.info().commandLine().orElse("").contains(home.toString()));
  }
}
