package org.openspot.store.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openspot.core.error.RetriableException;
import org.openspot.store.commit.LogJson;
import org.openspot.store.commit.RunEntry;
import org.openspot.store.commit.RunFiles;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.files.TableFiles.Renamed;

/**
 * The replays of a table: {@code <table>/_replays/<number>.json}, what they made of each original
 * in {@code <number>-<id>.run}, and {@code <number>.done} once all of it is in place. Thread-safe.
 */
public final class ReplayLog {
  private static final Pattern RECORD = Pattern.compile("(\\d{6})\\.json");
  private static final Pattern ATTEMPT = Pattern.compile("(_tmp-)?(\\d{6})-.*");

  private final TableFiles files;
  private final String directory;

  /**
   * @param tableLocation the directory of the table of rows, absolute
   */
  public ReplayLog(TableFiles files, String tableLocation) {
    this.files = files;
    this.directory = tableLocation + "/_replays";
  }

  /** Every replay, oldest first. */
  public List<Replay> all() {
    List<Replay> replays = new ArrayList<>();
    for (StoredFile file : files.list(directory)) {
      Matcher record = RECORD.matcher(file.name());
      if (record.matches()) {
        byte[] json =
            files
                .read(file.path())
                .orElseThrow(() -> new RetriableException(file.path() + " vanished", null));
        replays.add(LogJson.read(json, Replay.class, Replay.FORMAT, file.path()));
      }
    }
    return replays;
  }

  /** The replay that is published and not in place yet; there is at most one. */
  public Optional<Replay> unfinished() {
    return unfinished(all());
  }

  private Optional<Replay> unfinished(List<Replay> replays) {
    return replays.isEmpty() || isDone(replays.get(replays.size() - 1))
        ? Optional.empty()
        : Optional.of(replays.get(replays.size() - 1));
  }

  /** True if everything a replay asks for is in place. */
  public boolean isDone(Replay replay) {
    return files.find(directory + "/" + number(replay.number()) + ".done").isPresent();
  }

  /** Writes what a replay that is not published yet made of each original. */
  void writeOutcomes(long number, String id, Collection<RunEntry> outcomes) {
    RunFiles.write(files, outcomesPath(number, id), outcomes);
  }

  /** What a replay made of each original: rows, rejects and passed-over records. */
  public void forEachOutcome(Replay replay, Consumer<RunEntry> consumer) {
    RunFiles.forEach(files, outcomesPath(replay.number(), replay.id()), consumer);
  }

  private String outcomesPath(long number, String id) {
    return directory + "/" + outcomes(number, id);
  }

  private static String outcomes(long number, String id) {
    return number(number) + "-" + id + ".run";
  }

  /**
   * Publishes a replay under its number.
   *
   * @return false if somebody else has the number
   */
  boolean publish(Replay replay) {
    String target = directory + "/" + number(replay.number()) + ".json";
    String temporary = temporary(replay);
    files.writeNew(temporary, LogJson.write(replay));
    if (files.renameNew(temporary, target) == Renamed.DONE) {
      return true;
    }
    files.delete(temporary);
    return files
        .read(target)
        .map(
            json ->
                LogJson.read(json, Replay.class, Replay.FORMAT, target).id().equals(replay.id()))
        .orElse(false);
  }

  /** Notes that everything is in place. */
  void markDone(Replay replay) {
    String temporary = temporary(replay);
    files.writeNew(temporary, new byte[0]);
    String target = directory + "/" + number(replay.number()) + ".done";
    if (files.renameNew(temporary, target) != Renamed.DONE) {
      files.delete(temporary);
    }
  }

  private String temporary(Replay replay) {
    return directory + "/_tmp-" + number(replay.number()) + "-" + UUID.randomUUID();
  }

  /**
   * Deletes what attempts left that lost their number, or died.
   *
   * @param published every replay
   */
  void sweep(List<Replay> published) {
    Optional<Replay> newest = unfinished(published);
    for (StoredFile file : files.list(directory)) {
      Matcher name = ATTEMPT.matcher(file.name());
      if (name.matches()) {
        long number = Long.parseLong(name.group(2));
        boolean needed =
            number > published.size()
                || newest.filter(replay -> replay.number() == number).isPresent()
                || file.name().equals(outcomes(number, published.get((int) number - 1).id()));
        if (!needed) {
          files.delete(file.path());
        }
      }
    }
  }

  /** Deletes what an attempt at a number left that was not published. */
  void discard(long number, String id) {
    files.delete(outcomesPath(number, id));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%06d", number);
  }
}
