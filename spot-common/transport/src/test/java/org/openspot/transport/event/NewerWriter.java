package org.openspot.transport.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Writes an event as a later version would, with a text field this one does not know. */
final class NewerWriter {
  private NewerWriter() {}

  static byte[] encode(Schema schema, byte[] event) {
    byte[] body = Arrays.copyOfRange(event, 10, event.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      GenericRecord now =
          new GenericDatumReader<GenericRecord>(EventCodec.SCHEMA)
              .read(null, DecoderFactory.get().binaryDecoder(body, null));
      GenericRecord later = new GenericData.Record(schema);
      for (Schema.Field field : schema.getFields()) {
        later.put(
            field.name(), now.hasField(field.name()) ? now.get(field.name()) : "a field of later");
      }
      ByteBuffer header = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
      header.put((byte) 0xc3).put((byte) 1).putLong(Fingerprints.of(schema));
      out.writeBytes(header.array());
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(schema).write(later, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
