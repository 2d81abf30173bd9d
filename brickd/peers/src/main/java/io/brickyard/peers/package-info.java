/**
 * Real software for tests: stock GlusterFS bricks and clients, fio, and experiments made of them.
 *
 * <p>Whatever a class here starts, mounts or makes stock write, it also ends, unmounts and removes: when closed, or at
 * the latest when the JVM ends. Processes are ended by their own id only.
 */
@NullMarked
package io.brickyard.peers;

import org.jspecify.annotations.NullMarked;
