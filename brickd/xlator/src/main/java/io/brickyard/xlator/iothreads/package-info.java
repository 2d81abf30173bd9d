/** The translator performance/io-threads: queues by priority and client, and the threads that may wait for disks. */
@NullMarked
package io.brickyard.xlator.iothreads;

import org.jspecify.annotations.NullMarked;
