package org.openspot.parsers.generate;

/**
 * A record that was planted.
 *
 * @param anomaly what it is part of
 * @param campaign the one of that kind, such as {@code beacon-2}
 * @param event the flow, or the name
 */
record Planted<T>(Anomaly anomaly, String campaign, T event) {}
