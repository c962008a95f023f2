package org.openspot.scoring.model.detect;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Who contacts whom regularly: {@link BeaconDetector} over a day's records. */
abstract class Contacts<R> implements DayDetector<R, ContactTimes> {
  private static final long serialVersionUID = 1L;

  private final String name;

  Contacts(String name) {
    this.name = name;
  }

  @Override
  public List<String> names() {
    return List.of(name);
  }

  @Override
  public void addAll(ContactTimes gathered, ContactTimes other) {
    gathered.addAll(other);
  }

  @Override
  public boolean isGrouped() {
    return true;
  }

  @Override
  public String group(ContactTimes gathered) {
    return gathered.service();
  }

  @Override
  public long records(ContactTimes gathered) {
    return gathered.contacts();
  }

  @Override
  public String name(ContactTimes gathered) {
    return gathered.subject();
  }

  @Override
  public void evidence(
      Collection<ContactTimes> gathered,
      Collection<HostHistory> before,
      Consumer<List<Evidence>> found) {
    // Most destinations are contacted once or twice.
    long contacts = gathered.stream().mapToLong(ContactTimes::contacts).sum();
    if (contacts >= BeaconDetector.FEWEST_CONTACTS) {
      found.accept(new BeaconDetector(name).evidence(gathered));
    }
  }
}
