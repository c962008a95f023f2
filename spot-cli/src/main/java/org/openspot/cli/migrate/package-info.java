/** What {@code spot config import} does: Apache Spot's two configuration files become one. */
package org.openspot.cli.migrate;
