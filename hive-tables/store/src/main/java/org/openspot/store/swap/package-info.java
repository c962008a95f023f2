/** Replacing files of a table partition so that a query sees the old or the new. */
package org.openspot.store.swap;
