/** Healing itself: which copy, which steps in which order under which locks, and the crawl that finds what to heal. */
@NullMarked
package io.brickyard.heal.run;

import org.jspecify.annotations.NullMarked;
