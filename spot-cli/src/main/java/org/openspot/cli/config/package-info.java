/** The whole of spot.yaml: each component's record in its place. */
package org.openspot.cli.config;
