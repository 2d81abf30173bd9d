package io.brickyard.load.pace;

import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.ByDirection;
import io.brickyard.load.option.Direction;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.workload.SeededRandom;
import org.jspecify.annotations.Nullable;

/** The rates of a job, each direction by itself; a direction without one goes as fast as it can. */
public final class Pacing {
    private final @Nullable Pacer read;
    private final @Nullable Pacer write;
    private final boolean bothDirections;

    public Pacing(JobSpec job) {
        this.read = job.reads() ? pacer(job, Direction.READ) : null;
        this.write = job.writes() ? pacer(job, Direction.WRITE) : null;
        this.bothDirections = read != null && write != null;
    }

    private static @Nullable Pacer pacer(JobSpec job, Direction direction) {
        long bytes = rate(job.text(LoadOption.RATE), direction);
        long iops = rate(job.text(LoadOption.RATE_IOPS), direction);
        if (bytes == 0 && iops == 0) {
            return null;
        }
        // As in fio, a bandwidth goes before a number of I/Os.
        long perSecond = bytes > 0 ? bytes : iops;
        if (job.text(LoadOption.RATE_PROCESS).equals("poisson")) {
            return new PoissonPacer(perSecond, bytes > 0, SeededRandom.mix(job.seed() + 1 + direction.index()));
        }
        return new LinearPacer(perSecond, bytes > 0);
    }

    private static long rate(String text, Direction direction) {
        return direction == Direction.READ ? ByDirection.read(text, 0) : ByDirection.write(text, 0);
    }

    /** Whether anything is paced. */
    public boolean any() {
        return read != null || write != null;
    }

    /** The direction whose turn it is if both have a rate, since then the rates make the mix; else null. */
    public @Nullable Direction due() {
        if (!bothDirections || read == null || write == null) {
            return null;
        }
        return read.nextNanos() <= write.nextNanos() ? Direction.READ : Direction.WRITE;
    }

    /**
     * Takes the next turn of a direction.
     *
     * @return nanoseconds after the begin of the job at which the I/O is meant to start; negative: at once
     */
    public long take(Direction direction, int bytes) {
        Pacer pacer = direction == Direction.READ ? read : write;
        if (pacer == null) {
            return -1;
        }
        long nanos = pacer.nextNanos();
        pacer.issued(bytes);
        return nanos;
    }
}
