/** Proving after the fact that nothing was lost and nothing is there twice. */
package org.openspot.store.audit;
