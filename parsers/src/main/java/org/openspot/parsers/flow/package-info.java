/** Flow records: nfcapd files, read here or by nfdump, into the flow table. */
package org.openspot.parsers.flow;
