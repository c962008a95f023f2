package org.openspot.scoring.model.detect;

import java.util.Optional;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.word.Service;

/** Contacts with a port. Where answers are flows of their own, they belong to what they answer. */
final class FlowContacts extends Contacts<FlowRecord> {
  private static final long serialVersionUID = 1L;

  FlowContacts() {
    super(BeaconDetector.NAME);
  }

  @Override
  public Optional<String> key(FlowRecord flow) {
    return isAnswer(flow) ? Optional.empty() : Optional.of(subject(flow));
  }

  @Override
  public ContactTimes begin(FlowRecord flow) {
    return new ContactTimes(
        flow.source().address(), flow.destination().address(), flow.destination().port());
  }

  @Override
  public void add(ContactTimes gathered, FlowRecord flow) {
    gathered.add(flow.time());
  }

  @Override
  public String subject(FlowRecord flow) {
    boolean answer = isAnswer(flow);
    FlowRecord.Endpoint from = answer ? flow.destination() : flow.source();
    FlowRecord.Endpoint to = answer ? flow.source() : flow.destination();
    return ContactTimes.subject(from.address(), to.address(), to.port());
  }

  private static boolean isAnswer(FlowRecord flow) {
    return Service.of(flow).source() == Service.Role.SERVER;
  }
}
