/** Generators of traffic: files as sensors write them, with known content. */
package org.openspot.parsers.generate;
