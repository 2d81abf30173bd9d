/**
 * features/throttle: token buckets above io-threads. The core knows no thread and no clock: {@code Bucket},
 * {@code Gate}, {@code Flow} and {@code Scheduler} take times as arguments; {@code Throttle} is the translator around it.
 */
@NullMarked
package io.brickyard.xlator.throttle;

import org.jspecify.annotations.NullMarked;
