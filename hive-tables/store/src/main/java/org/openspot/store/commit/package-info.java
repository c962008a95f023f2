/**
 * The commit protocol: how rows reach a table exactly once.
 *
 * <p>A worker bound to one topic partition appends numbered manifests to a commit log beside the
 * table. Publishing manifest <i>n</i>, by a rename that never overwrites, is the commit; all before
 * it is staging, all after it can be done again. docs/architecture.md tells the whole story.
 */
package org.openspot.store.commit;
