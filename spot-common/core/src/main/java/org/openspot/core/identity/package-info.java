/** What makes an original and its records recognisable wherever they turn up again. */
package org.openspot.core.identity;
