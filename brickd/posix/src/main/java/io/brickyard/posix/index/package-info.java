/**
 * features/index: the backlog of a brick's heals. Remembers in {@code .glusterfs/indices} which inodes have changelogs
 * that are not zero and which names of a directory changed, and shows both to healers as virtual directories.
 */
@NullMarked
package io.brickyard.posix.index;

import org.jspecify.annotations.NullMarked;
