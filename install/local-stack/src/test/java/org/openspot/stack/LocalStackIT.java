package org.openspot.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two stacks side by side, from nothing to nothing. Not run by the ordinary build: {@code mvn
 * package} the whole of {@code install/local-stack}, then {@code mvn test -pl install/local-stack
 * -Dtest=LocalStackIT}.
 */
class LocalStackIT {
  @TempDir private Path directory;

  @Test
  void twoStacksComeUpSideBySideAndGoDownWithoutARemnant() throws Exception {
    Path libraries = Files.createDirectory(directory.resolve("stack"));
    for (String component : new String[] {"kafka", "hdfs", "hive"}) {
      Path jars = Path.of(component, "target", "lib").toAbsolutePath();
      Assumptions.assumeTrue(Files.isDirectory(jars), () -> jars + " is not built");
      Files.createSymbolicLink(libraries.resolve(component), jars);
    }
    StackConfig config =
        StackConfig.of(directory.resolve("one"), libraries)
            .withPorts(StackPorts.DEFAULT.shifted(20_000));
    LocalStack one = new LocalStack(config);
    LocalStack two =
        new LocalStack(
            StackConfig.of(directory.resolve("two"), libraries)
                .withPorts(StackPorts.DEFAULT.shifted(20_100)));
    try {
      one.up(System.out::println);
      two.up(System.out::println);
      assertThat(one.status()).allMatch(ServiceStatus::answers);
      assertThat(two.status()).allMatch(ServiceStatus::answers);

      assertThat(two.down(System.out::println)).isTrue();
      assertThat(one.status()).allMatch(ServiceStatus::answers);

      assertThat(one.down(System.out::println)).isTrue();
      assertThat(one.down(System.out::println)).isFalse();
      one.up(System.out::println);
      assertThat(one.status()).allMatch(ServiceStatus::answers);
    } finally {
      two.down(System.out::println);
      one.down(System.out::println);
    }
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(
            process -> process.info().commandLine().orElse("").contains(directory.toString()));
  }
}
