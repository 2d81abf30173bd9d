package io.brickyard.load.workload;

import io.brickyard.load.option.Direction;

/** One I/O to do; filled anew by {@link IoSequence#next} so that nothing is allocated. */
public final class IoRequest {
    /** Which way. */
    public Direction direction = Direction.READ;
    /** Which of the job's files, from 0. */
    public int file;
    /** Where in the file, in bytes. */
    public long offset;
    /** How much, in bytes. */
    public int length;
}
