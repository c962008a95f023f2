package org.openspot.archive;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openspot.core.identity.FileId;
import org.openspot.transport.event.Original;
import org.openspot.transport.kafka.Topic;

/**
 * The originals, kept byte for byte for forensics, at {@code <root>/<source
 * type>/binary/<YYYYMMDD>/<HH>/<name>} by the time of capture, UTC. Originals are never rewritten.
 * Thread-safe.
 *
 * <p>While HDFS is away every method throws {@link org.openspot.core.error.RetriableException}, in
 * bounded time.
 */
public interface Archive extends AutoCloseable {
  /** Fail point: an original is uploaded whole and has no name yet. */
  String AFTER_UPLOAD = "collector.after-upload";

  /** An archive in HDFS. Does not connect yet. */
  static Archive open(ArchiveSettings settings, HadoopSettings hadoop) {
    return new HdfsArchive(settings.root(), hadoop);
  }

  /**
   * What a sensor without HDFS has instead: private copies until events are acknowledged.
   *
   * @param directory on this machine, for one collector only
   * @param host part of every file id
   */
  static Archive onSensor(Path directory, String host) {
    return new SensorOriginals(directory, host);
  }

  /**
   * Removes what earlier runs of one owner left half uploaded.
   *
   * @param owner who uploads: see {@link Landed#owner}
   */
  void sweep(String owner);

  /**
   * Copies an original in, durably, unless the same original is there already. Other content under
   * its name gets a suffix of the file id.
   *
   * @param content read to its end, not closed; an error of its own is thrown on as {@link
   *     java.io.UncheckedIOException}
   */
  Original store(Landed landed, InputStream content);

  /**
   * Says, once and for all, to which partition of a topic an original's events go. Must come before
   * the first of them.
   *
   * @return the registration that holds: this one, or one that was there before
   */
  Registration register(Original original, Topic topic);

  /**
   * Copies an archived original to a local file and checks its length and SHA-256.
   *
   * @param target written anew
   * @throws org.openspot.core.error.DataException if the archive no longer has it or has other
   *     bytes
   */
  void fetch(Original original, Path target);

  /**
   * The bytes of an archived original, unchecked.
   *
   * @throws org.openspot.core.error.DataException if the archive no longer has it
   */
  InputStream open(Original original);

  /**
   * Told when every event of an original is acknowledged: what was kept for that only may go.
   *
   * @param original as {@link #store} gave it
   */
  void acknowledged(Original original);

  /**
   * The bytes of an archived original, unchecked.
   *
   * @param archiveUri where it is
   * @throws org.openspot.core.error.DataException if the archive no longer has it
   */
  InputStream open(String archiveUri);

  /** When the last original came in, among those captured last; empty without any. */
  Optional<Instant> newest(String sourceType);

  /**
   * Lists originals by the hour of their capture.
   *
   * @param from the first hour
   * @param to the hour after the last
   * @return in the order of hours and names; one that is registered for several pipelines once for
   *     each, one that is not registered without a file id
   */
  List<Archived> list(String sourceType, Instant from, Instant to);

  /** Deletes an original that {@link #list} gave, for good. Nothing there is not an error. */
  void remove(Archived original);

  @Override
  void close();

  /**
   * An original in the archive, as a listing shows it.
   *
   * @param fileId the original, or null if it was never registered
   * @param name its name; where the archive had to cut that, what is left of it
   * @param uri where it is
   * @param size in bytes
   * @param arrived when it came
   * @param hour the hour of its capture
   */
  record Archived(
      FileId fileId, String name, String uri, long size, Instant arrived, Instant hour) {}

  /**
   * A file to be stored.
   *
   * @param owner who uploads, as a name of its own on its host: {@code <host>-<pipeline>}
   * @param sourceType the source's word: {@code flow}
   * @param pipeline the pipeline, for the file id
   * @param name the file's name as it landed
   * @param captured when the capture began
   */
  record Landed(String owner, String sourceType, String pipeline, String name, Instant captured) {}

  /**
   * Where the events of an original go.
   *
   * @param fileId the original
   * @param size its length in bytes
   * @param topicId the topic's identity
   * @param partition the partition for every event of the original
   */
  record Registration(FileId fileId, long size, String topicId, int partition) {}
}
