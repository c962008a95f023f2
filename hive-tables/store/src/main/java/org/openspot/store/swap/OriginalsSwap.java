package org.openspot.store.swap;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.TableFiles;
import org.openspot.store.lineage.OriginBlock;
import org.openspot.store.swap.PartitionFiles.Known;

/**
 * Replaces all rows of some originals in one table partition by others. Only files that hold rows
 * of theirs are written anew; rows of other originals in those are copied. Not thread-safe.
 */
public final class OriginalsSwap {
  private static final int ATTEMPTS = 5;

  private final TableFiles files;
  private final TableLocations tables;
  private final Swaps swaps;
  private final RewriteSettings settings;
  private final Clock clock;

  public OriginalsSwap(
      TableFiles files, TableLocations tables, Swaps swaps, RewriteSettings settings, Clock clock) {
    this.files = files;
    this.tables = tables;
    this.swaps = swaps;
    this.settings = settings;
    this.clock = clock;
  }

  private static boolean holds(Known known, Set<FileId> originals) {
    return known.lineage().blocks().stream()
        .anyMatch(block -> originals.contains(block.origin().file()));
  }

  /**
   * Replaces them, unless this operation has done so here before.
   *
   * @param staged a directory with files of the new rows; may not exist
   * @param operation the replay that this is part of
   * @param by who does it, {@code pid@host}
   */
  public void run(
      PartitionRef partition, Set<FileId> originals, String staged, String operation, String by) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Swaps.Draft draft = swaps.draft(partition);
      if (swaps.log().history(partition).swaps().stream()
          .anyMatch(swap -> operation.equals(swap.operation()))) {
        return;
      }
      List<Known> replaced =
          PartitionFiles.read(files, draft.from()).ours().stream()
              .filter(known -> holds(known, originals))
              .toList();
      List<Known> arriving = PartitionFiles.read(files, staged).ours();
      if (replaced.isEmpty() && arriving.isEmpty()) {
        return;
      }
      List<Swap.SwappedFile> added = write(draft, replaced, originals, arriving);
      Swap swap =
          draft.swap(
              Swap.Kind.REPLAY,
              by,
              clock.instant(),
              replaced.stream().map(Known::swapped).toList(),
              added,
              operation);
      if (swaps.execute(swap)) {
        return;
      }
    }
    throw new RetriableException(
        tables.directory(partition) + " is swapped by others all the while: try again", null);
  }

  private List<Swap.SwappedFile> write(
      Swaps.Draft draft, List<Known> replaced, Set<FileId> originals, List<Known> arriving) {
    TableSpec table = tables.table(draft.partition().table());
    List<BlockCopy.Placed> blocks = new ArrayList<>(BlockCopy.inOrder(replaced));
    blocks.removeIf(placed -> originals.contains(placed.block().origin().file()));
    blocks.addAll(BlockCopy.inOrder(arriving));
    blocks.sort((a, b) -> OriginBlock.ORDER.compare(a.block(), b.block()));
    SwapWriter writer = new SwapWriter(files, table, draft, settings);
    try (BlockCopy copy = new BlockCopy(table)) {
      blocks.forEach(block -> copy.copy(block, writer));
      return writer.finish();
    } catch (RuntimeException e) {
      writer.abandon();
      swaps.drop(draft);
      throw e;
    }
  }
}
