package io.brickyard.cli.demo;

import java.nio.file.Path;

/**
 * What may be chosen of the demonstration.
 *
 * @param runtimeNanos how long is measured
 * @param blockBytes size of each read, at most {@link #MOST_BLOCK_BYTES}
 * @param depth reads under way at once
 * @param parent where the directory is made that holds everything
 * @param keep leave that directory there
 */
public record DemoSettings(long runtimeNanos, long blockBytes, int depth, Path parent, boolean keep) {
    /** A file must hold some blocks. */
    public static final long MOST_BLOCK_BYTES = 1 << 20;
    /** Far more than the bricks' threads. */
    public static final int MOST_DEPTH = 1024;
}
