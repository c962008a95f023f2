/** The one tree of unchecked errors: what to do about an error is its type. */
package org.openspot.core.error;
