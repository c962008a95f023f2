/** What came in, where it is now, and whether a person is needed. */
package org.openspot.cli.status;
