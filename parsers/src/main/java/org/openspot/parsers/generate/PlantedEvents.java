package org.openspot.parsers.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What is planted among ordinary traffic, in the order of its time. Not thread-safe. */
final class PlantedEvents<T> {
  private final ToLongFunction<T> time;
  private final List<Planted<T>> planted = new ArrayList<>();

  /**
   * @param time when an event is
   */
  PlantedEvents(ToLongFunction<T> time) {
    this.time = time;
  }

  void add(Anomaly anomaly, String campaign, T event) {
    planted.add(new Planted<>(anomaly, campaign, event));
  }

  int size() {
    return planted.size();
  }

  List<Planted<T>> all() {
    List<Planted<T>> ordered = new ArrayList<>(planted);
    ordered.sort(Comparator.comparingLong(one -> time.applyAsLong(one.event())));
    return List.copyOf(ordered);
  }

  Map<T, String> campaigns() {
    Map<T, String> campaigns = new HashMap<>();
    planted.forEach(one -> campaigns.put(one.event(), one.campaign()));
    return campaigns;
  }

  /**
   * All of it woven into ordinary traffic.
   *
   * @param settings of both together
   * @param ordinary makes the rest
   */
  Iterator<T> among(TrafficSettings settings, Function<TrafficSettings, Iterator<T>> ordinary) {
    TrafficSettings rest =
        new TrafficSettings(
            settings.seed(),
            settings.flows() - planted.size(),
            settings.start(),
            settings.duration());
    return new Woven<>(ordinary.apply(rest), all().stream().map(Planted::event).iterator(), time);
  }
}
