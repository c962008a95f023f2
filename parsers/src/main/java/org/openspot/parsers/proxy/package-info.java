/** Web proxies: W3C extended logs, as Blue Coat and others write them, and Squid's native log. */
package org.openspot.parsers.proxy;
