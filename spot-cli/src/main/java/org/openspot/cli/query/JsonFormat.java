package org.openspot.cli.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;

/** One JSON object on a line for each row: numbers as numbers, NULL as null, the rest as text. */
public final class JsonFormat implements RowFormat {
  private final PrintWriter out;
  private JsonGenerator json;
  private List<ResultColumn> columns;

  public JsonFormat(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(List<ResultColumn> answer) {
    columns = answer;
    try {
      json = new JsonFactory().createGenerator(out);
      json.setRootValueSeparator(null);
      json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void row(List<Object> values) {
    try {
      json.writeStartObject();
      for (int i = 0; i < values.size(); i++) {
        json.writeFieldName(columns.get(i).name());
        write(values.get(i));
      }
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void end() {
    try {
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof BigDecimal decimal) {
      json.writeNumber(decimal);
    } else if (value instanceof Float || value instanceof Double) {
      // A float's own shortest text: as a double, 0.1f would be 0.10000000149011612.
      double number = ((Number) value).doubleValue();
      if (Double.isFinite(number)) {
        json.writeNumber(value.toString());
      } else {
        json.writeString(value.toString());
      }
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else {
      json.writeString(Values.text(value));
    }
  }
}
