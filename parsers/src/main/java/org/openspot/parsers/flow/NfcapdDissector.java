package org.openspot.parsers.flow;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import org.openspot.core.error.DataException;
import org.openspot.core.error.FileTrouble;
import org.openspot.core.error.RetriableException;
import org.openspot.parsers.Dissector;
import org.openspot.parsers.DissectorSettings;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowSink;

/**
 * Dissects nfcapd files. Those of which every record is known are read here ({@link NfcapdFlow}),
 * the others by nfdump ({@link Nfdump}); the rows are the same either way.
 */
public final class NfcapdDissector implements Dissector {
  /** Who reads a file. */
  enum Way {
    /** We do if we know every record, else nfdump. */
    BY_SHAPE,
    /** nfdump reads every file. */
    NFDUMP
  }

  private final TableSpec table;
  private final Nfdump nfdump;
  private final Way way;

  NfcapdDissector(TableSpec table, DissectorSettings settings, Way way) {
    this.table = table;
    this.nfdump = new Nfdump(table, settings);
    this.way = way;
  }

  @Override
  public Instant inspect(String name, Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      NfcapdHeader header = NfcapdHeader.read(channel);
      new NfcapdFile(channel, header).checkBlocks();
      return CaptureName.time(name).orElse(header.begun());
    } catch (IOException e) {
      throw new RetriableException("cannot read " + file + ": " + FileTrouble.reason(e), e);
    }
  }

  @Override
  public void dissect(Path file, RowSink sink) {
    try (FileChannel channel = FileChannel.open(file)) {
      NfcapdHeader header = NfcapdHeader.read(channel);
      NfcapdFile content = new NfcapdFile(channel, header);
      content.checkBlocks();
      if (header.compressed()) {
        nfdump.dissectCompressed(file, content.claimedRecords(), sink);
        return;
      }
      NfcapdFile.Survey survey = content.survey();
      if (survey.known() && way == Way.BY_SHAPE) {
        content.flows(survey.flows(), new NfcapdFlow(table, sink)::push);
        if (survey.damage() != null) {
          throw new DataException(survey.damage());
        }
      } else {
        nfdump.dissect(file, survey.flows(), survey.damage(), sink);
      }
    } catch (ClosedByInterruptException e) {
      throw new RetriableException("interrupted while " + file + " was read", e);
    } catch (IOException e) {
      throw new RetriableException("cannot read " + file + ": " + FileTrouble.reason(e), e);
    }
  }
}
