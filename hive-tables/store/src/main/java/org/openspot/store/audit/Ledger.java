package org.openspot.store.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.openspot.core.identity.FileId;
import org.openspot.store.commit.CommitLog;
import org.openspot.store.commit.DeadLetterEntry;
import org.openspot.store.commit.Ingested;
import org.openspot.store.commit.LogContents;
import org.openspot.store.commit.Manifest;
import org.openspot.store.files.TableFiles;
import org.openspot.store.replay.Replay;
import org.openspot.store.replay.ReplayLog;

/**
 * What every commit log of a table says at about one moment.
 *
 * @param accounts by original; about 250 bytes of heap each
 * @param epochs the newest epoch of each log, by its topic partition
 * @param unpublished originals of commits of which files are still in staging
 * @param unreadableEvents open dead letters that name no original
 */
record Ledger(
    Map<FileId, Account> accounts,
    Map<String, Long> epochs,
    Set<FileId> unpublished,
    long unreadableEvents) {

  static Ledger read(TableFiles files, String tableLocation) {
    Map<FileId, Account> accounts = new HashMap<>();
    Map<String, Long> epochs = new HashMap<>();
    Set<FileId> unpublished = new HashSet<>();
    long unreadable = 0;
    for (CommitLog log : CommitLog.all(files, tableLocation)) {
      LogContents contents = LogContents.of(log);
      contents.forEach(
          entry -> accounts.computeIfAbsent(entry.file(), id -> new Account()).add(entry));
      for (DeadLetterEntry entry : log.deadLetters().all(contents.state())) {
        if (entry.letter().file() != null) {
          accounts.computeIfAbsent(entry.letter().file(), id -> new Account()).add(entry);
        } else if (entry.fate().isOpen()) {
          unreadable++;
        }
      }
      epochs.put(log.topicPartition(), contents.state().epoch());
      for (Manifest manifest : contents.state().unpublished()) {
        if (manifest.files().stream().anyMatch(file -> files.find(file.staging()).isPresent())) {
          manifest.originals().stream().map(Ingested::file).forEach(unpublished::add);
        }
      }
    }
    applyReplays(new ReplayLog(files, tableLocation), accounts, unpublished);
    return new Ledger(accounts, epochs, unpublished, unreadable);
  }

  /** What a replay made of an original stands in place of what its commits said. */
  private static void applyReplays(
      ReplayLog replays, Map<FileId, Account> accounts, Set<FileId> moving) {
    for (Replay replay : replays.all()) {
      boolean done = replays.isDone(replay);
      replays.forEachOutcome(
          replay,
          outcome -> {
            if (done) {
              accounts.computeIfAbsent(outcome.file(), id -> new Account()).replace(outcome);
            } else {
              moving.add(outcome.file());
            }
          });
    }
  }

  /** Originals about which two readings disagree: workers were at them in between. */
  static Set<FileId> moving(Ledger before, Ledger after) {
    Set<FileId> moving = new HashSet<>(before.unpublished());
    moving.addAll(after.unpublished());
    after
        .accounts()
        .forEach(
            (file, account) -> {
              if (!account.sameAs(before.accounts().get(file))) {
                moving.add(file);
              }
            });
    return moving;
  }
}
