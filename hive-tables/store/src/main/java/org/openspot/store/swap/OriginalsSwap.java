package org.openspot.store.swap;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.TableFiles;
import org.openspot.store.lineage.Lineage;
import org.openspot.store.lineage.Origin;
import org.openspot.store.lineage.OriginBlock;
import org.openspot.store.swap.PartitionFiles.Known;

/**
 * Replaces all rows of some originals in one table partition by others. Only files that hold rows
 * of theirs are written anew; rows of other originals in those are copied. Not thread-safe.
 *
 * <p>Originals of which retention took rows out here since they were dissected again keep what is
 * left of them, and their new rows are noted as taken out: nothing that was old enough to go comes
 * back, and an audit's books balance.
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
   * @param stagedIn a directory with files of the new rows; may not exist
   * @param operation the replay that this is part of
   * @param by who does it, {@code pid@host}
   */
  public void run(
      PartitionRef partition, Set<FileId> originals, String stagedIn, String operation, String by) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Swaps.Draft draft = swaps.draft(partition);
      if (swaps.log().history(partition).swaps().stream()
          .anyMatch(swap -> operation.equals(swap.operation()))) {
        return;
      }
      Set<FileId> retired = new HashSet<>(swaps.log().removed(partition).keySet());
      retired.retainAll(originals);
      Set<FileId> moving = new HashSet<>(originals);
      moving.removeAll(retired);
      List<Known> present = PartitionFiles.read(files, draft.from()).ours();
      List<Known> replaced = present.stream().filter(known -> holds(known, moving)).toList();
      List<Known> staged = PartitionFiles.read(files, stagedIn).ours();
      List<Known> arriving = staged.stream().filter(known -> holds(known, moving)).toList();
      if (replaced.isEmpty() && arriving.isEmpty() && retired.isEmpty()) {
        return;
      }
      if (!retired.isEmpty()) {
        swaps.log().writeRemoved(draft, removed(retired, present, staged));
      }
      List<Swap.SwappedFile> added = write(draft, replaced, moving, arriving);
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

  /** How many of the new rows of each original have no place any more: all but those still here. */
  private static Lineage removed(Set<FileId> retired, List<Known> present, List<Known> staged) {
    Map<FileId, Long> here = new HashMap<>();
    Map<FileId, Long> made = new HashMap<>();
    count(present, here);
    count(staged, made);
    List<OriginBlock> gone = new ArrayList<>();
    for (FileId original : retired) {
      long rows = made.getOrDefault(original, 0L) - here.getOrDefault(original, 0L);
      gone.add(
          new OriginBlock(
              new Origin(original, original.toString(), null), RecordRange.ALL, Math.max(0, rows)));
    }
    return new Lineage(gone);
  }

  private static void count(List<Known> files, Map<FileId, Long> rows) {
    files.forEach(
        known ->
            known.lineage().rowsByOriginal().forEach((file, n) -> rows.merge(file, n, Long::sum)));
  }

  private List<Swap.SwappedFile> write(
      Swaps.Draft draft, List<Known> replaced, Set<FileId> moving, List<Known> arriving) {
    TableSpec table = tables.table(draft.partition().table());
    List<BlockCopy.Placed> blocks = new ArrayList<>(BlockCopy.inOrder(replaced));
    blocks.removeIf(placed -> moving.contains(placed.block().origin().file()));
    List<BlockCopy.Placed> made = new ArrayList<>(BlockCopy.inOrder(arriving));
    made.removeIf(placed -> !moving.contains(placed.block().origin().file()));
    blocks.addAll(made);
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
