/** Flow records: nfcapd files, dissected by nfdump, into the flow table. */
package org.openspot.parsers.flow;
