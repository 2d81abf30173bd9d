package io.brickyard.load.run;

import java.util.List;

import io.brickyard.load.engine.IoOp;
import io.brickyard.load.engine.IoUnit;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.Direction;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.pace.Pacing;
import io.brickyard.load.workload.FileRegion;
import io.brickyard.load.workload.IoSequence;
import org.jspecify.annotations.Nullable;

/**
 * What a job does next: its workload, an fsync after so many writes, and, when all is written, reading back to verify. Knows
 * neither clock nor engine. For one thread at a time.
 */
final class JobSource {
    /** There is no moment at which the I/O is meant to start: at once. */
    static final long AT_ONCE = -1;

    private final IoSequence sequence;
    private final Pacing pacing;
    private final @Nullable WrittenBlocks written;
    private final long syncEvery;
    private final IoOp syncOp;
    private long writesSinceSync;
    private boolean readingBack;

    JobSource(JobSpec job, List<FileRegion> regions) {
        this.sequence = new IoSequence(job, regions);
        this.pacing = new Pacing(job);
        boolean fullSync = job.number(LoadOption.FSYNC) > 0;
        this.syncEvery = fullSync ? job.number(LoadOption.FSYNC) : job.number(LoadOption.FDATASYNC);
        this.syncOp = fullSync ? IoOp.FSYNC : IoOp.FDATASYNC;
        boolean readsBack = job.verifies() && job.writes() && job.yes(LoadOption.DO_VERIFY);
        this.written = readsBack ? new WrittenBlocks(regions.size()) : null;
    }

    /** Whether I/Os have a moment at which they are meant to start. */
    boolean paced() {
        return pacing.any();
    }

    /** Whether it is reading back what it wrote. */
    boolean readingBack() {
        return readingBack;
    }

    /** Bytes that are still to come; the greatest long if time alone ends the job. */
    long bytesLeft() {
        return sequence.bytesLeft();
    }

    /**
     * Fills in the next thing to do; {@link IoUnit#intendedNanos} counts from the begin of the job, or is {@link #AT_ONCE}.
     *
     * @return false if there is nothing more to do
     */
    boolean next(IoUnit unit) {
        unit.intendedNanos = AT_ONCE;
        if (readingBack && written != null) {
            unit.op = IoOp.READ;
            return written.next(unit.request);
        }
        if (syncEvery > 0 && writesSinceSync >= syncEvery && sequence.more()) {
            writesSinceSync = 0;
            unit.op = syncOp;
            return true;
        }
        if (!sequence.next(unit.request, pacing.due())) {
            return false;
        }
        boolean writes = unit.request.direction == Direction.WRITE;
        unit.op = writes ? IoOp.WRITE : IoOp.READ;
        unit.intendedNanos = pacing.take(unit.request.direction, unit.request.length);
        if (writes) {
            writesSinceSync++;
        }
        return true;
    }

    /** A write ended well. */
    void wrote(IoUnit unit) {
        if (written != null) {
            written.wrote(unit.request);
        }
    }

    /** Goes over to reading back what was written; false if that is not wanted. */
    boolean readBack() {
        if (written == null || readingBack) {
            return false;
        }
        readingBack = true;
        written.rewind();
        return true;
    }
}
