/** A run as cron and people want it: one at a time, within its hours, with a report, a summary and an end on request. */
@NullMarked
package io.brickyard.heal.cron;

import org.jspecify.annotations.NullMarked;
