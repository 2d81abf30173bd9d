package io.brickyard.load.run;

import java.util.List;

import io.brickyard.load.option.Direction;
import io.brickyard.load.record.DirectionStats;
import io.brickyard.load.record.Tally;

/** How much each job did since some moment, for samples of bandwidth: numbers only, for there may be many jobs. */
final class SampleWindow {
    private static final List<Direction> DIRECTIONS = List.of(Direction.values());

    private final long[][] bytes;
    private final long[][] ios;
    private long fromNanos;

    /** Of so many jobs, from a moment on. */
    SampleWindow(int jobs, long fromNanos) {
        this.bytes = new long[DIRECTIONS.size()][jobs];
        this.ios = new long[DIRECTIONS.size()][jobs];
        this.fromNanos = fromNanos;
    }

    long fromNanos() {
        return fromNanos;
    }

    /** A job did so much more. */
    void add(int job, Tally delta) {
        for (int i = 0; i < DIRECTIONS.size(); i++) {
            DirectionStats stats = delta.of(DIRECTIONS.get(i));
            bytes[i][job] += stats.bytes();
            ios[i][job] += stats.ios();
        }
    }

    /** Gives each job its samples, and begins anew. */
    void restart(long nowNanos, List<RunningJob> jobs) {
        for (int i = 0; i < DIRECTIONS.size(); i++) {
            for (int job = 0; job < jobs.size(); job++) {
                jobs.get(job).sample(DIRECTIONS.get(i), bytes[i][job], ios[i][job], fromNanos, nowNanos);
                bytes[i][job] = 0;
                ios[i][job] = 0;
            }
        }
        fromNanos = nowNanos;
    }
}
