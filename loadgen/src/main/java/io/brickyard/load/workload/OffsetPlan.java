package io.brickyard.load.workload;

import io.brickyard.load.job.BlockSizes;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.ByDirection;
import io.brickyard.load.option.Direction;
import io.brickyard.load.option.Distribution;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.Numbers;

/**
 * How a job goes through its files.
 *
 * @param random offsets are random
 * @param mapped random offsets do not repeat before all blocks had their turn
 * @param oneSize all I/Os have one size
 * @param smallest size of the smallest I/O in use, in bytes
 * @param skipBytes what a sequential job leaves out after each I/O
 * @param inARow I/Os from each random offset
 * @param identical these I/Os are all at that offset
 */
record OffsetPlan(boolean random, boolean mapped, boolean oneSize, long smallest, BlockSizes sizes,
        Distribution distribution, int readPercentRandom, int writePercentRandom, long skipBytes, long inARow,
        boolean identical) {

    static OffsetPlan of(JobSpec job) {
        BlockSizes sizes = BlockSizes.of(job);
        Distribution distribution = Distribution.parse(job.text(LoadOption.RANDOM_DISTRIBUTION));
        String percent = job.text(LoadOption.PERCENTAGE_RANDOM);
        int readPercent = (int) ByDirection.read(percent, 100);
        int writePercent = (int) ByDirection.write(percent, 100);
        long argument = job.rwArgument().isEmpty() ? 0 : Numbers.size(job.rwArgument());
        long inARow = job.random() ? Math.max(1, argument) : 1;
        // Blocks that follow on each other are not drawn from the map, so that it cannot promise each once.
        boolean mapped = !job.yes(LoadOption.NORANDOMMAP) && distribution.equals(Distribution.UNIFORM)
                && readPercent == 100 && writePercent == 100 && inARow == 1;
        return new OffsetPlan(job.random(), mapped, sizes.fixed(job.reads(), job.writes()),
                sizes.smallest(job.reads(), job.writes()), sizes, distribution, readPercent, writePercent,
                job.random() ? 0 : argument, inARow, job.text(LoadOption.RW_SEQUENCER).equals("identical"));
    }

    int percentRandom(Direction direction) {
        return direction == Direction.READ ? readPercentRandom : writePercentRandom;
    }
}
