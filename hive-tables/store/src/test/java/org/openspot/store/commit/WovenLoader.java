package org.openspot.store.commit;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.pool.TypePool;
import org.openspot.core.lifecycle.Pause;
import org.openspot.store.files.TableFiles;

/**
 * Loads this package once more, for the explorer: the production code with what is not determined
 * by its file system taken out (random names, pauses, the thread that talks to Hive), and with a
 * guard's {@link Cut}s.
 */
final class WovenLoader extends ClassLoader {
  private static final String PACKAGE = WovenLoader.class.getPackageName() + ".";

  private static final List<Cut> DETERMINED =
      List.of(
          new Cut(TableCommitter.class, "claimAfter", UUID.class, "randomUUID", "uuid"),
          new Cut(TableCommitter.class, "commit", UUID.class, "randomUUID", "uuid"),
          new Cut(TableCommitter.class, "writeCheckpoint", UUID.class, "randomUUID", "uuid"),
          new Cut(StoredRanges.class, "flush", UUID.class, "randomUUID", "uuid"),
          new Cut(CommitLog.class, "certainly", Pause.class, "of", null),
          new Cut(RegistrationQueue.class, "start", Thread.class, "start", null));

  static {
    registerAsParallelCapable();
  }

  private final List<Cut> cuts;

  private WovenLoader(List<Cut> cuts) {
    super(WovenLoader.class.getClassLoader());
    this.cuts = cuts;
  }

  /** An {@link ExploredWorker} on production code without some calls. */
  static BiConsumer<TableFiles, String> worker(List<Cut> cuts) {
    try {
      @SuppressWarnings("unchecked")
      BiConsumer<TableFiles, String> worker =
          (BiConsumer<TableFiles, String>)
              new WovenLoader(cuts)
                  .loadClass(ExploredWorker.class.getName())
                  .getConstructor()
                  .newInstance();
      return worker;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(PACKAGE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      byte[] code = code(name);
      return defineClass(name, code, 0, code.length);
    }
  }

  private byte[] code(String name) throws ClassNotFoundException {
    List<Cut> here =
        java.util.stream.Stream.concat(DETERMINED.stream(), cuts.stream())
            .filter(cut -> cut.type().getName().equals(name))
            .toList();
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return here.isEmpty() ? in.readAllBytes() : woven(name, here);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private byte[] woven(String name, List<Cut> here) {
    ClassFileLocator locator = ClassFileLocator.ForClassLoader.of(getParent());
    DynamicType.Builder<?> builder =
        new ByteBuddy().redefine(TypePool.Default.of(locator).describe(name).resolve(), locator);
    for (Cut cut : here) {
      builder = builder.visit(cut.visitor());
    }
    return builder.make().getBytes();
  }
}
