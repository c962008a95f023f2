/** What {@code spot config check --connect} tries. */
package org.openspot.cli.check;
