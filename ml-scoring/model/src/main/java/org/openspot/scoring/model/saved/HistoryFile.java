package org.openspot.scoring.model.saved;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.openspot.core.error.DataException;
import org.openspot.scoring.model.detect.HostActivity.Role;
import org.openspot.scoring.model.detect.HostHistory;
import org.openspot.scoring.model.detect.HostWindow;

/**
 * The file of what the hosts of a day did, for days to come: an Avro object container file of
 * {@code host-history.avsc}, hosts in the order of their texts. The same histories give the same
 * bytes.
 */
public final class HistoryFile {
  private static final String VERSION_KEY = "spot.history.version";
  private static final String VERSION = "1";
  private static final String HOSTS_KEY = "spot.history.hosts";

  /** Avro takes a random one; a fixed one keeps the bytes the same. */
  private static final byte[] SYNC = "openspot-seen--1".getBytes(StandardCharsets.US_ASCII);

  private static final int DEFLATE_LEVEL = 6;
  private static final Schema ENTRY = entrySchema();
  private static final Schema WINDOW = ENTRY.getField("windows").schema().getElementType();
  private static final Comparator<HostWindow> ORDER =
      Comparator.comparing(HostWindow::role).thenComparingLong(HostWindow::window);

  private HistoryFile() {}

  /** Writes histories, one of each host; the stream stays open. */
  public static void write(Collection<HostHistory> histories, OutputStream out) throws IOException {
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(ENTRY))) {
      writer.setCodec(CodecFactory.deflateCodec(DEFLATE_LEVEL));
      writer.setMeta(VERSION_KEY, VERSION);
      writer.setMeta(HOSTS_KEY, histories.size());
      writer.create(ENTRY, KeptOpen.of(out), SYNC);
      for (HostHistory history :
          histories.stream().sorted(Comparator.comparing(HostHistory::host)).toList()) {
        GenericRecord entry = new GenericData.Record(ENTRY);
        entry.put("host", history.host());
        entry.put("seen", history.seen().boxed().toList());
        entry.put(
            "windows", history.windows().stream().sorted(ORDER).map(HistoryFile::entry).toList());
        writer.append(entry);
      }
    }
  }

  /**
   * Reads histories one after the other; the stream stays open.
   *
   * @throws DataException if it is no such file of this version, or damaged
   * @throws IOException if the file system does not let it be read
   */
  public static void read(InputStream in, Consumer<HostHistory> histories) throws IOException {
    try (DataFileStream<GenericRecord> stream =
        new DataFileStream<>(KeptOpen.of(in), new GenericDatumReader<>(null, ENTRY))) {
      String version = stream.getMetaString(VERSION_KEY);
      if (!VERSION.equals(version)) {
        throw new DataException(
            version == null
                ? "the file is Avro, but no history of hosts"
                : "the history has version " + version + ", this program reads " + VERSION);
      }
      long left = Long.parseLong(stream.getMetaString(HOSTS_KEY));
      for (GenericRecord entry : stream) {
        left--;
        List<?> seen = (List<?>) entry.get("seen");
        histories.accept(
            HostHistory.of(
                entry.get("host").toString(),
                seen.stream().mapToLong(x -> (Long) x).toArray(),
                windows(entry)));
      }
      if (left != 0) {
        // Avro takes a file that ends within a block for one that ends before it.
        throw new DataException("the history file is damaged: it ends too early");
      }
    } catch (DataException | FileSystemException e) {
      throw e;
    } catch (IOException e) {
      // What Avro says of a beginning that is not its own.
      throw new DataException("the file is no history of hosts: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // Avro answers damage with whatever it runs into, null pointers included.
      throw new DataException("the history file is damaged: " + e.getMessage(), e);
    }
  }

  private static GenericRecord entry(HostWindow window) {
    GenericRecord entry = new GenericData.Record(WINDOW);
    Schema roles = WINDOW.getField("role").schema();
    entry.put("role", new GenericData.EnumSymbol(roles, window.role().name()));
    entry.put("window", window.window());
    entry.put("flows", window.flows());
    entry.put("bytes", window.bytes());
    entry.put("packets", window.packets());
    entry.put("peers", window.peers());
    entry.put("ports", window.ports());
    return entry;
  }

  private static List<HostWindow> windows(GenericRecord entry) {
    String host = entry.get("host").toString();
    List<HostWindow> windows = new ArrayList<>();
    for (Object one : (List<?>) entry.get("windows")) {
      GenericRecord window = (GenericRecord) one;
      windows.add(
          new HostWindow(
              host,
              Role.valueOf(window.get("role").toString()),
              (Long) window.get("window"),
              (Double) window.get("flows"),
              (Double) window.get("bytes"),
              (Double) window.get("packets"),
              (Double) window.get("peers"),
              (Double) window.get("ports")));
    }
    return windows;
  }

  private static Schema entrySchema() {
    try (InputStream in = HistoryFile.class.getResourceAsStream("host-history.avsc")) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read host-history.avsc", e);
    }
  }
}
