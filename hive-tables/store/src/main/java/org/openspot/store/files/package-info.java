/**
 * The file system under the tables, reduced to what the commit protocol stands on: durable writes,
 * and renames that refuse to overwrite.
 */
package org.openspot.store.files;
