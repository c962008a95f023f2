/** How the parts of a daemon start, wait, stop and, in tests, die. */
package org.openspot.core.lifecycle;
