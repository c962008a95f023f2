package org.openspot.scoring.model.detect;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.openspot.scoring.model.record.ProxyRecord;

/** What each client sends to each domain: {@link UploadDetector} over a day's requests. */
final class DomainsSentTo implements DayDetector<ProxyRecord, SentData> {
  private static final long serialVersionUID = 1L;

  @Override
  public List<String> names() {
    return List.of(UploadDetector.UPLOAD, UploadDetector.URIS);
  }

  @Override
  public Optional<String> key(ProxyRecord request) {
    return Optional.of(subject(request));
  }

  @Override
  public SentData begin(ProxyRecord request) {
    return new SentData(request.client(), SentData.domain(request));
  }

  @Override
  public void add(SentData gathered, ProxyRecord request) {
    gathered.add(request);
  }

  @Override
  public void addAll(SentData gathered, SentData other) {
    gathered.addAll(other);
  }

  @Override
  public boolean isGrouped() {
    return true;
  }

  @Override
  public SentData complete(SentData gathered) {
    return gathered.summedUp();
  }

  @Override
  public String group(SentData gathered) {
    return gathered.domain();
  }

  @Override
  public long records(SentData gathered) {
    return gathered.requests();
  }

  @Override
  public String name(SentData gathered) {
    return gathered.subject();
  }

  @Override
  public void evidence(
      Collection<SentData> gathered,
      Collection<HostHistory> before,
      Consumer<List<Evidence>> found) {
    new UploadDetector().evidence(gathered, found);
  }

  @Override
  public String subject(ProxyRecord request) {
    return SentData.subject(request);
  }
}
