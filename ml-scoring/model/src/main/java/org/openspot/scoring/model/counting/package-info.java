/** The counting model: how often each host's words were seen, backing off to peers and to all. */
package org.openspot.scoring.model.counting;
