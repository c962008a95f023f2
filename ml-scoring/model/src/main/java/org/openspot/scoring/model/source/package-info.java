/** What scoring has to know of each source: flows, DNS responses, web requests. */
package org.openspot.scoring.model.source;
