package org.openspot.store.lineage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openspot.core.error.DataException;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;

/**
 * What the footer of a table file says about its rows: the blocks of originals that follow each
 * other in it, without gaps. Immutable.
 *
 * <p>It stands under the key {@value #KEY} as JSON: {@code {"format":1,"originals":[{"file":…,
 * "name":…,"archive":…},…],"blocks":[[original, from, to, rows],…]}}. A block's first number counts
 * in {@code originals}, so that an original with many blocks is named once.
 *
 * @param blocks in the order of the rows
 */
public record Lineage(List<OriginBlock> blocks) {
  /** The key of the footer's metadata. */
  public static final String KEY = "openspot.originals";

  private static final int FORMAT = 1;
  private static final JsonFactory JSON = new JsonFactory();

  public Lineage {
    blocks = List.copyOf(blocks);
  }

  /** All the rows it speaks of: those of the file. */
  public long rows() {
    return blocks.stream().mapToLong(OriginBlock::rows).sum();
  }

  /** The rows of each original. */
  public Map<FileId, Long> rowsByOriginal() {
    Map<FileId, Long> rows = new HashMap<>();
    blocks.forEach(block -> rows.merge(block.origin().file(), block.rows(), Long::sum));
    return rows;
  }

  /** The text for the footer. */
  public String toJson() {
    StringWriter text = new StringWriter();
    Map<Origin, Integer> numbers = new HashMap<>();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeNumberField("format", FORMAT);
      out.writeArrayFieldStart("originals");
      for (OriginBlock block : blocks) {
        if (numbers.putIfAbsent(block.origin(), numbers.size()) == null) {
          write(block.origin(), out);
        }
      }
      out.writeEndArray();
      out.writeArrayFieldStart("blocks");
      for (OriginBlock block : blocks) {
        out.writeStartArray();
        out.writeNumber(numbers.get(block.origin()));
        out.writeNumber(block.records().from());
        out.writeNumber(block.records().to());
        out.writeNumber(block.rows());
        out.writeEndArray();
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("a string takes everything", e);
    }
    return text.toString();
  }

  private static void write(Origin origin, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("file", origin.file().toString());
    out.writeStringField("name", origin.name());
    if (origin.archiveUri() != null) {
      out.writeStringField("archive", origin.archiveUri());
    }
    out.writeEndObject();
  }

  /**
   * Reads a footer's text.
   *
   * @param path the file, for the message
   * @throws DataException if it is not one
   */
  public static Lineage parse(String json, String path) {
    List<Origin> originals = new ArrayList<>();
    List<OriginBlock> blocks = new ArrayList<>();
    try (JsonParser in = JSON.createParser(json)) {
      require(in.nextToken() == JsonToken.START_OBJECT);
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        switch (in.currentName()) {
          case "format" -> require(in.nextLongValue(Long.MAX_VALUE) <= FORMAT);
          case "originals" -> {
            require(in.nextToken() == JsonToken.START_ARRAY);
            while (in.nextToken() == JsonToken.START_OBJECT) {
              originals.add(readOrigin(in));
            }
          }
          case "blocks" -> {
            require(in.nextToken() == JsonToken.START_ARRAY);
            while (in.nextToken() == JsonToken.START_ARRAY) {
              Origin origin = originals.get(in.nextIntValue(-1));
              RecordRange records = new RecordRange(in.nextLongValue(-1), in.nextLongValue(-1));
              blocks.add(new OriginBlock(origin, records, in.nextLongValue(-1)));
              require(in.nextToken() == JsonToken.END_ARRAY);
            }
          }
          default -> {
            in.nextToken();
            in.skipChildren();
          }
        }
      }
      return new Lineage(blocks);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new DataException(
          path + ": its footer's " + KEY + " cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static Origin readOrigin(JsonParser in) throws IOException {
    FileId file = null;
    String name = null;
    String archive = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      switch (in.currentName()) {
        case "file" -> file = FileId.parse(in.nextTextValue());
        case "name" -> name = in.nextTextValue();
        case "archive" -> archive = in.nextTextValue();
        default -> {
          in.nextToken();
          in.skipChildren();
        }
      }
    }
    require(file != null && name != null);
    return new Origin(file, name, archive);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("not of the expected shape");
    }
  }

  /** Collects blocks row by row, in the order of the rows. Not thread-safe. */
  public static final class Builder {
    private final List<OriginBlock> finished = new ArrayList<>();
    private Origin origin;
    private long first;
    private long last;
    private long rows;

    /**
     * Notes the next row; one that continues the block of the row before is added to it.
     *
     * @param from the same object as before only if no record in between may come later: with an
     *     equal one, rows continue a block only if there is nothing in between
     */
    // A block that reached over records that come later would have them in common with theirs.
    @SuppressWarnings("ReferenceEquality")
    public void add(Origin from, long record) {
      if (rows > 0 && record >= last && (from == origin || follows(from, record))) {
        origin = from;
        last = record;
        rows++;
        return;
      }
      endBlock();
      origin = from;
      first = record;
      last = record;
      rows = 1;
    }

    private boolean follows(Origin from, long record) {
      return rows > 0 && record == last + 1 && from.equals(origin);
    }

    /** Notes the rows of a whole block; one that follows the block before is added to it. */
    public void add(OriginBlock block) {
      if (follows(block.origin(), block.records().from())) {
        rows += block.rows();
      } else {
        endBlock();
        origin = block.origin();
        first = block.records().from();
        rows = block.rows();
      }
      last = block.records().to() - 1;
    }

    private void endBlock() {
      if (rows > 0) {
        finished.add(new OriginBlock(origin, new RecordRange(first, last + 1), rows));
      }
      rows = 0;
    }

    /** What was noted. */
    public Lineage build() {
      endBlock();
      return new Lineage(finished);
    }
  }
}
