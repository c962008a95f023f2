/** Dissecting archived originals again, and putting what comes out in place of what is there. */
package org.openspot.store.replay;
