package org.openspot.cli.dissect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openspot.schema.Column;
import org.openspot.schema.ColumnType;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowBuffer;

/**
 * One JSON object on a line: a row with every column of its table, null where it has no value; a
 * reject as {@code record}, {@code reason}, {@code raw}, {@code raw_length} and {@code raw_sha256}.
 */
final class JsonRecords implements RecordFormat {
  private final List<Column> columns;
  private final JsonGenerator json;

  JsonRecords(TableSpec table, PrintWriter out) {
    columns = table.columns();
    try {
      json = new JsonFactory().createGenerator(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    json.setRootValueSeparator(null);
    json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
  }

  @Override
  public void row(long record, long epochSecond, RowBuffer values) {
    try {
      json.writeStartObject();
      for (int column = 0; column < columns.size(); column++) {
        json.writeFieldName(columns.get(column).name());
        if (values.isPresent(column)) {
          write(column, values);
        } else {
          json.writeNull();
        }
      }
      endLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(int column, RowBuffer values) throws IOException {
    switch (columns.get(column).type()) {
      case INT -> json.writeNumber(values.intValue(column));
      case LONG -> json.writeNumber(values.longValue(column));
      case FLOAT -> {
        float value = values.floatValue(column);
        if (Float.isFinite(value)) {
          json.writeNumber(value);
        } else {
          json.writeString(Float.toString(value));
        }
      }
      case DOUBLE -> throw ColumnType.noneInOriginals();
      case STRING -> json.writeString(RecordBlocks.text(column, values));
    }
  }

  @Override
  public void reject(Reject reject) {
    try {
      json.writeStartObject();
      json.writeNumberField("record", reject.record());
      json.writeStringField("reason", reject.reason());
      json.writeStringField("raw", new String(reject.raw(), StandardCharsets.UTF_8));
      json.writeNumberField("raw_length", reject.rawLength());
      json.writeStringField("raw_sha256", reject.rawSha256());
      endLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is printed is with the writer then, not with the generator. */
  private void endLine() throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }
}
