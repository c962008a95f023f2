package org.openspot.schema.row;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.openspot.core.error.DataException;
import org.openspot.schema.TableSpec;

class RowBatchPropertyTest {
  private static final TableSpec FLOW = TableSpec.load("flow");

  @Property(tries = 200)
  void whatGoesInComesOut(@ForAll List<String> names, @ForAll long bytes, @ForAll float duration) {
    RowBatchEncoder encoder = new RowBatchEncoder(FLOW, 1 << 20);
    RecordingSink direct = new RecordingSink(FLOW);
    for (RowSink sink : List.of(encoder, direct)) {
      long record = 0;
      for (String name : names) {
        byte[] text = name.getBytes(UTF_8);
        sink.beginRow(record, record - 5);
        sink.setBytes(FLOW.column("sip"), text, 0, text.length);
        sink.setLong(FLOW.column("ibyt"), bytes);
        sink.setFloat(FLOW.column("tdur"), duration);
        sink.setInt(FLOW.column("sport"), (int) record);
        sink.endRow();
        sink.reject(Reject.of(record + 1, "bad", text, 0, text.length));
        sink.passOver(record + 2);
        record += 3;
      }
    }
    RecordingSink decoded = new RecordingSink(FLOW);
    new RowBatchDecoder(FLOW.schema(), FLOW).decode(encoder.finish(), decoded);

    assertThat(decoded.rows).isEqualTo(direct.rows);
    assertThat(decoded.times).isEqualTo(direct.times);
    assertThat(decoded.rejects).isEqualTo(direct.rejects);
    assertThat(decoded.passedOver).isEqualTo(direct.passedOver);
  }

  @Property(tries = 2000)
  void anyBytesGiveEntriesOrADataException(@ForAll byte[] bytes, @ForAll boolean compressed) {
    byte[] body = compressed ? Zstd.compress(bytes) : bytes;
    RecordingSink sink = new RecordingSink(FLOW);
    try {
      new RowBatchDecoder(FLOW.schema(), FLOW).decode(body, sink);
    } catch (DataException expected) {
      assertThat(expected).hasMessageContaining("row batch");
    }
  }

  @Test
  void aRowTooLargeForAMessageIsARejectWithItsHash() {
    RowBatchEncoder encoder = new RowBatchEncoder(FLOW, 100_000);
    byte[] huge = new byte[200_000];
    encoder.beginRow(7, 0);
    encoder.setBytes(FLOW.column("flag"), huge, 0, huge.length);
    encoder.endRow();
    RecordingSink decoded = new RecordingSink(FLOW);
    new RowBatchDecoder(FLOW.schema(), FLOW).decode(encoder.finish(), decoded);

    assertThat(decoded.rows).isEmpty();
    Reject reject = decoded.rejects.get(0);
    assertThat(reject.record()).isEqualTo(7);
    assertThat(reject.raw()).hasSize(Reject.RAW_LIMIT);
    assertThat(reject.rawLength()).isGreaterThan(200_000);
    assertThat(reject.rawSha256()).hasSize(64);
  }

  @Test
  void aBodyThatClaimsTooMuchIsRefused() {
    assertThatThrownBy(
            () ->
                new RowBatchDecoder(FLOW.schema(), FLOW)
                    .decode(new byte[] {1, 2, 3}, new RecordingSink(FLOW)))
        .isInstanceOf(DataException.class);
  }
}
