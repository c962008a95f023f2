/** Dead letters as people and scripts see them. */
package org.openspot.cli.deadletters;
