/** What the dissectors of texts share: beginnings, lines, times. */
package org.openspot.parsers.text;
