/** What a monitoring system may ask of a running server, in Prometheus' text format. */
@NullMarked
package io.brickyard.brickd.metrics;

import org.jspecify.annotations.NullMarked;
