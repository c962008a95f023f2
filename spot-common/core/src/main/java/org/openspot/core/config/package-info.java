/** One strict spot.yaml: every component declares its part as a record and gets it bound. */
package org.openspot.core.config;
