package io.brickyard.stats.stack;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Positions in order, top first.
 *
 * @param rows clients before bricks
 * @param warning set when the order is a guess
 * @param leftOut names of probes with dumps that the graphs do not know
 */
public record Stack(List<StackRow> rows, @Nullable String warning, List<String> leftOut) {
    /** What lies between the two protocol translators, as a layer is called. */
    public static final String NETWORK = "network + epoll + rpc";
}
