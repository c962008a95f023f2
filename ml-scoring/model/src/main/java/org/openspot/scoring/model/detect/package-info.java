/**
 * Detectors of what the words of single records do not show: tunnels in DNS, beacons, floods and
 * scans, and how their findings are put into one order. What is gathered for a key (a client and a
 * domain, a pair of hosts, a host) can be gathered in parts and merged in any order.
 */
package org.openspot.scoring.model.detect;
