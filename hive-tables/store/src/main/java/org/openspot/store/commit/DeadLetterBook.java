package org.openspot.store.commit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;
import org.openspot.core.identity.RecordRanges;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.files.TableFiles.Renamed;

/**
 * The dead letters of one topic partition, and what became of them. Reading and deciding is safe
 * from anywhere at any time: decisions are files of their own beside the log, written once and
 * taken back by the worker only.
 *
 * <p>A dead letter of an original is closed when its records are stored, or stored as far as the
 * range of a dead letter noted later for the same original; that of an unreadable event when the
 * event was sent again and read; either when a person dropped it. A worker leaves closed ones out
 * of its next checkpoint.
 *
 * <p>What a checkpoint has was open then, and only a later manifest or a decision can close it: so
 * ranges are looked up for those originals only that a manifest above the checkpoint speaks of.
 */
public final class DeadLetterBook {
  private static final int ID_DIGITS = 12;
  private static final String SUFFIX = ".json";

  private final TableFiles files;
  private final LogDirectory directory;
  private final Supplier<LogContents> stored;

  DeadLetterBook(TableFiles files, LogDirectory directory, Supplier<LogContents> stored) {
    this.files = files;
    this.directory = directory;
    this.stored = stored;
  }

  /** Those that somebody has to do something about, oldest first. */
  public List<DeadLetterEntry> open(LogState state) {
    return inLog(state, lookUp()).stream().filter(entry -> entry.fate().isOpen()).toList();
  }

  /** Those that a checkpoint must carry on. */
  List<DeadLetter> open(LogState state, Function<FileId, RecordRanges> ranges) {
    return inLog(state, ranges).stream()
        .filter(entry -> entry.fate().isOpen())
        .map(DeadLetterEntry::letter)
        .toList();
  }

  /** Every one that the log still has, and every one that was ever dropped, oldest first. */
  public List<DeadLetterEntry> all(LogState state) {
    Map<String, Dropped> dropped = new HashMap<>();
    for (String id : ids(directory.dropped())) {
      dropped(id).ifPresent(decision -> dropped.put(id, decision));
    }
    List<DeadLetterEntry> all = new ArrayList<>();
    for (DeadLetterEntry entry : inLog(state, lookUp())) {
      Optional<Dropped> decision = Optional.ofNullable(dropped.remove(entry.id()));
      all.add(new DeadLetterEntry(entry.id(), entry.letter(), entry.fate(), decision));
    }
    dropped.forEach(
        (id, decision) ->
            all.add(
                new DeadLetterEntry(
                    id, decision.letter(), DeadLetterFate.DROPPED, Optional.of(decision))));
    all.sort(Comparator.comparing(entry -> entry.letter().at()));
    return all;
  }

  /**
   * Notes that a person does without the records of a dead letter.
   *
   * @param by who, {@code user@host}
   * @return false if somebody had decided so before: that stands
   */
  public boolean drop(DeadLetterEntry entry, String by, Instant at, String reason) {
    Dropped decision = new Dropped(Dropped.FORMAT, entry.id(), entry.letter(), by, at, reason);
    return writeOnce(directory.dropped(), entry.id(), decision);
  }

  /**
   * Notes that the event of a dead letter was sent again, once that was acknowledged.
   *
   * @param by who, {@code user@host}
   * @param through an offset after the event
   */
  public void resent(DeadLetterEntry entry, String by, Instant at, String topicId, long through) {
    // Somebody else's note will do as well: then the event is there twice.
    writeOnce(
        directory.resent(),
        entry.id(),
        new Resent(Resent.FORMAT, entry.id(), by, at, topicId, through));
  }

  /**
   * Takes notes back that events were sent again: those that a worker would otherwise take for read
   * though it jumps, by a gap that somebody accepted. Must come before the position behind the gap
   * is committed.
   *
   * @param before the position in front of the gap: notes up to there hold
   */
  void unread(LogPosition before) {
    for (String id : ids(directory.resent())) {
      boolean jumpedOver =
          note(id)
              .filter(note -> note.topicId().equals(before.topicId()))
              .filter(note -> note.through() > before.nextOffset())
              .isPresent();
      if (jumpedOver) {
        files.delete(path(directory.resent(), id));
      }
    }
  }

  /** One look at the stored ranges, and none where nobody asks. */
  private Function<FileId, RecordRanges> lookUp() {
    LogContents[] loaded = new LogContents[1];
    return file -> {
      if (loaded[0] == null) {
        loaded[0] = stored.get();
      }
      return loaded[0].stored(file);
    };
  }

  private List<DeadLetterEntry> inLog(LogState state, Function<FileId, RecordRanges> ranges) {
    List<DeadLetter> letters = state.deadLetters();
    if (letters.isEmpty()) {
      return List.of();
    }
    Set<FileId> changed = changed(state);
    Set<String> dropped = ids(directory.dropped());
    Set<String> resent = ids(directory.resent());
    Map<FileId, Long> laterFrom = new HashMap<>();
    Deque<DeadLetterEntry> entries = new ArrayDeque<>();
    for (int i = letters.size() - 1; i >= 0; i--) {
      DeadLetter letter = letters.get(i);
      FileId file = letter.file();
      String id = id(letter);
      DeadLetterFate fate = DeadLetterFate.OPEN;
      if (dropped.contains(id)) {
        fate = DeadLetterFate.DROPPED;
      } else if (file == null) {
        fate = resent.contains(id) ? resentFate(id, state) : DeadLetterFate.OPEN;
      } else if (changed.contains(file)) {
        fate = fate(letter, laterFrom.getOrDefault(file, RecordRange.END), ranges.apply(file));
      }
      if (file != null) {
        laterFrom.merge(file, letter.from(), Math::min);
      }
      entries.addFirst(new DeadLetterEntry(id, letter, fate, Optional.empty()));
    }
    return List.copyOf(entries);
  }

  /** Originals that something was noted of since the checkpoint. */
  private static Set<FileId> changed(LogState state) {
    Set<FileId> changed = new HashSet<>();
    for (Manifest manifest : state.manifests()) {
      manifest.originals().forEach(ingested -> changed.add(ingested.file()));
      manifest.deadLetters().forEach(letter -> changed.add(letter.file()));
    }
    return changed;
  }

  /**
   * @param laterFrom where the ranges of later dead letters begin
   */
  private static DeadLetterFate fate(DeadLetter letter, long laterFrom, RecordRanges ranges) {
    if (ranges.covers(new RecordRange(letter.from(), RecordRange.END))) {
      return DeadLetterFate.STORED;
    }
    boolean replaced =
        laterFrom != RecordRange.END
            && ranges.covers(new RecordRange(letter.from(), Math.max(letter.from(), laterFrom)));
    return replaced ? DeadLetterFate.REPLACED : DeadLetterFate.OPEN;
  }

  private DeadLetterFate resentFate(String id, LogState state) {
    Optional<Resent> note = note(id);
    if (note.isEmpty()) {
      // Taken back since it was listed.
      return DeadLetterFate.OPEN;
    }
    boolean read =
        state
            .position()
            .filter(position -> position.topicId().equals(note.get().topicId()))
            .filter(position -> position.nextOffset() >= note.get().through())
            .isPresent();
    return read ? DeadLetterFate.READ_AGAIN : DeadLetterFate.RESENT;
  }

  private Optional<Resent> note(String id) {
    String path = path(directory.resent(), id);
    return files.read(path).map(json -> LogJson.read(json, Resent.class, Resent.FORMAT, path));
  }

  private Optional<Dropped> dropped(String id) {
    String path = path(directory.dropped(), id);
    return files.read(path).map(json -> LogJson.read(json, Dropped.class, Dropped.FORMAT, path));
  }

  /** Its time is part of it: a topic that was made again has the same offsets once more. */
  private String id(DeadLetter letter) {
    String identity =
        String.join(
            "\n",
            directory.topicPartition(),
            Long.toString(letter.offset()),
            String.valueOf(letter.file()),
            Long.toString(letter.from()),
            letter.at().toString());
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, ID_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private Set<String> ids(String notes) {
    Set<String> ids = new HashSet<>();
    for (StoredFile file : files.list(notes)) {
      if (file.name().matches("[0-9a-f]{" + ID_DIGITS + "}\\" + SUFFIX)) {
        ids.add(file.name().substring(0, ID_DIGITS));
      }
    }
    return ids;
  }

  private static String path(String notes, String id) {
    return notes + "/" + id + SUFFIX;
  }

  private boolean writeOnce(String notes, String id, Object note) {
    String temporary = notes + "/_tmp-" + UUID.randomUUID();
    String target = path(notes, id);
    files.writeNew(temporary, LogJson.write(note));
    if (files.renameNew(temporary, target) == Renamed.DONE) {
      return true;
    }
    files.delete(temporary);
    if (files.find(target).isEmpty()) {
      throw new RetriableException(target + " could not be written: try again");
    }
    return false;
  }
}
