package org.openspot.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.openspot.core.error.RetriableException;

/** One command at a time starts or stops the services of a home. */
final class StackLock {
  private StackLock() {}

  /** Does what is asked while no other command of any process does the like for this home. */
  static boolean holding(Path home, Command command) throws IOException {
    Path file = Files.createDirectories(home.resolve("stack")).resolve("lock");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw busy(home);
      }
      return command.run();
    } catch (OverlappingFileLockException e) {
      throw busy(home);
    }
  }

  private static RetriableException busy(Path home) {
    return new RetriableException(
        "another command is starting or stopping the local stack of " + home);
  }

  interface Command {
    boolean run() throws IOException;
  }
}
