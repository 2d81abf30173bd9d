package io.brickyard.load.job;

import io.brickyard.load.option.ByDirection;
import io.brickyard.load.option.ByDirection.SizeRange;
import io.brickyard.load.option.Direction;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.OptionException;

/**
 * Sizes of I/Os in bytes: one, or any multiple of the smallest within a range.
 */
public record BlockSizes(SizeRange read, SizeRange write) {
    private static final long DEFAULT_BYTES = 4096;
    private static final long MOST_BYTES = 1L << 30;

    public static BlockSizes of(JobSpec job) {
        BlockSizes sizes;
        if (job.values().has(LoadOption.BSRANGE)) {
            String ranges = job.text(LoadOption.BSRANGE);
            sizes = new BlockSizes(ByDirection.readRange(ranges), ByDirection.writeRange(ranges));
        } else {
            String bs = job.text(LoadOption.BS);
            long read = ByDirection.read(bs, DEFAULT_BYTES);
            long write = ByDirection.write(bs, DEFAULT_BYTES);
            sizes = new BlockSizes(new SizeRange(read, read), new SizeRange(write, write));
        }
        if (sizes.largest() > MOST_BYTES) {
            throw new OptionException("job " + job.name() + ": blocks of " + sizes.largest()
                    + " bytes are too large; the most is 1g");
        }
        return sizes;
    }

    /** Those of one direction. */
    public SizeRange of(Direction direction) {
        return direction == Direction.READ ? read : write;
    }

    /** Whether all I/Os of the directions in use are of one size. */
    public boolean fixed(boolean reads, boolean writes) {
        boolean readFixed = !reads || read.min() == read.max();
        boolean writeFixed = !writes || write.min() == write.max();
        return readFixed && writeFixed && (!reads || !writes || read.min() == write.min());
    }

    /** The smallest I/O of the directions in use. */
    public long smallest(boolean reads, boolean writes) {
        return Math.min(reads ? read.min() : Long.MAX_VALUE, writes ? write.min() : Long.MAX_VALUE);
    }

    /** The smallest I/O of all. */
    public long smallest() {
        return Math.min(read.min(), write.min());
    }

    /** The largest I/O of all. */
    public long largest() {
        return Math.max(read.max(), write.max());
    }
}
