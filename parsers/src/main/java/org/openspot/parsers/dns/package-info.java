/** Captures of DNS traffic, dissected by tshark. */
package org.openspot.parsers.dns;
