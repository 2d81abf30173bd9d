package io.brickyard.stats.stack;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Positions in order, top first.
 *
 * @param rows clients before bricks
 * @param orderIs where the order comes from, for a footnote
 * @param warning set when the order is a guess
 * @param leftOut names of probes with dumps that the graphs do not know
 */
public record Stack(List<StackRow> rows, String orderIs, @Nullable String warning, List<String> leftOut) {}
