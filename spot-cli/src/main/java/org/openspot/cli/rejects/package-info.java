/** What the rejects tables say, summed up. */
package org.openspot.cli.rejects;
