/** Running a tool: an argument array, a fixed environment, limits, and an exit status believed. */
package org.openspot.parsers.process;
