/** Heals replicate volumes as their clients do, driven from outside: by a person or by cron. */
@NullMarked
package io.brickyard.heal;

import org.jspecify.annotations.NullMarked;
