/**
 * features/locks without threads, clocks or I/O: inodelk, entrylk and POSIX locks of a brick, in memory. Owners are a
 * client identity and its lk_owner; a lock that must wait holds no thread, its waiter is called when it is granted.
 */
@NullMarked
package io.brickyard.posix.locks;

import org.jspecify.annotations.NullMarked;
