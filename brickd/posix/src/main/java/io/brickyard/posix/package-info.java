/**
 * storage/posix: a brick directory in glusterfsd's own on-disk format, and every storage FOP on it. Linux system calls
 * that the JDK lacks live here too, in {@code Syscall} and {@code Libc*}.
 */
@NullMarked
package io.brickyard.posix;

import org.jspecify.annotations.NullMarked;
