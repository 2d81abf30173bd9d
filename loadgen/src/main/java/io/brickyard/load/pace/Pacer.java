package io.brickyard.load.pace;

/** Says when each I/O of a direction is meant to start, whatever became of those before it. Knows no clock. */
public interface Pacer {
    /**
     * When the next I/O is meant to start.
     *
     * @return nanoseconds after the begin of the job
     */
    long nextNanos();

    /** That I/O is of so many bytes: moves on to the one after it. */
    void issued(int bytes);
}
