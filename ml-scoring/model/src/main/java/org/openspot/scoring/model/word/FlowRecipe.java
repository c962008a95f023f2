package org.openspot.scoring.model.word;

import java.util.Locale;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.word.Service.Role;

/**
 * Words for flows: role, {@link Service}, protocol, hour in UTC, and the magnitudes of bytes and
 * packets. Any record has words.
 */
public final class FlowRecipe implements Recipe<FlowRecord> {
  @Override
  public String name() {
    return "flow/openspot-1";
  }

  @Override
  public void write(FlowRecord record, WordSink sink) {
    String protocol = protocol(record.protocol());
    Service service = Service.of(record);
    Role source = service.source();
    word(record, record.source().address(), source, service.port(), protocol, sink);
    word(record, record.destination().address(), source.other(), service.port(), protocol, sink);
  }

  /** Spaces and underscores would make parts run into each other. */
  private static String protocol(String text) {
    return text == null || text.isBlank() ? "none" : text.strip().replace('_', '-');
  }

  private static void word(
      FlowRecord record,
      String document,
      Role role,
      String service,
      String protocol,
      WordSink sink) {
    sink.begin(document == null ? "" : document);
    sink.part("role", role.name().toLowerCase(Locale.ROOT));
    sink.part("port", service);
    sink.part("protocol", protocol);
    sink.part("hour", UtcHour.of(record.time()), UtcHour::meaning);
    sink.part("bytes bin", Magnitude.digits(record.bytes()), Magnitude::digitsMeaning);
    sink.part("packets bin", Magnitude.digits(record.packets()), Magnitude::digitsMeaning);
    sink.end();
  }
}
