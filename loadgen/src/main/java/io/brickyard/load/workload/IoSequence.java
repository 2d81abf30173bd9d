package io.brickyard.load.workload;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.load.job.BlockSizes;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.ByDirection.SizeRange;
import io.brickyard.load.option.Direction;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * All I/Os of a job, one after the other. The same job, files and seed give the same sequence. For one thread at a time.
 */
public final class IoSequence {
    private static final int STREAM_MIX = 1;
    private static final int STREAM_SIZE = 2;
    private static final int STREAM_FILE = 3;
    private static final int STREAM_OFFSET = 16;

    private final boolean mixed;
    private final Direction only;
    private final int readPercent;
    private final BlockSizes sizes;
    private final SeededRandom mixRandom;
    private final SeededRandom sizeRandom;
    private final FileTurns turns;
    private final List<FileOffsets> offsets = new ArrayList<>();
    private final long smallest;
    private final boolean wholeAtEnd;
    private long bytesLeft;
    private long requestsLeft;

    /**
     * @param files the parts of the files to work on, in the order of the job's file names; at least one has room for a block
     */
    public IoSequence(JobSpec job, List<FileRegion> files) {
        this.mixed = job.mixed();
        this.only = job.reads() ? Direction.READ : Direction.WRITE;
        this.readPercent = job.count(LoadOption.RWMIXREAD);
        this.sizes = BlockSizes.of(job);
        this.smallest = sizes.smallest(job.reads(), job.writes());
        this.mixRandom = new SeededRandom(stream(job, STREAM_MIX));
        this.sizeRandom = new SeededRandom(stream(job, STREAM_SIZE));
        String service = job.text(LoadOption.FILE_SERVICE_TYPE);
        int colon = service.indexOf(':');
        List<Long> usable = files.stream().map(it -> it.length() / smallest * smallest).toList();
        this.turns = new FileTurns(colon < 0 ? service : service.substring(0, colon),
                colon < 0 ? 1 : (int) Numbers.size(service.substring(colon + 1)), usable, stream(job, STREAM_FILE));
        OffsetPlan plan = OffsetPlan.of(job);
        for (int file = 0; file < files.size(); file++) {
            offsets.add(new FileOffsets(files.get(file), plan, stream(job, STREAM_OFFSET + file)));
        }
        // io_size is reached with a whole I/O, as in fio.
        this.wholeAtEnd = job.values().has(LoadOption.IO_SIZE);
        this.bytesLeft = bytes(job, usable);
        long requests = job.number(LoadOption.NUMBER_IOS);
        this.requestsLeft = requests == 0 ? Long.MAX_VALUE : requests;
    }

    private static long stream(JobSpec job, int number) {
        return SeededRandom.mix(job.seed()) + number * 0xD1342543DE82EF95L;
    }

    private static long bytes(JobSpec job, List<Long> usable) {
        if (job.yes(LoadOption.TIME_BASED)) {
            return Long.MAX_VALUE;
        }
        long all = usable.stream().mapToLong(Long::longValue).sum();
        long once = all;
        if (job.values().has(LoadOption.IO_SIZE)) {
            String size = job.text(LoadOption.IO_SIZE).strip();
            once = size.endsWith("%") ? all / 100 * Numbers.size(size.substring(0, size.length() - 1))
                    : Numbers.size(size);
        }
        long loops = Math.max(1, job.number(LoadOption.LOOPS));
        return once > Long.MAX_VALUE / loops ? Long.MAX_VALUE : once * loops;
    }

    /** How many bytes are still to come; the greatest long if time alone ends the job. */
    public long bytesLeft() {
        return bytesLeft;
    }

    /** Whether there is another I/O. */
    public boolean more() {
        return requestsLeft > 0 && bytesLeft >= (wholeAtEnd ? 1 : smallest);
    }

    /**
     * Fills in the next I/O.
     *
     * @param wanted the direction, if something else than the mix decides it
     * @return false if there is none: the job is done
     */
    public boolean next(IoRequest request, @Nullable Direction wanted) {
        if (!more()) {
            return false;
        }
        request.direction = wanted != null ? wanted : direction();
        request.length = size(request.direction);
        if (request.length > bytesLeft && !wholeAtEnd) {
            request.length = (int) (bytesLeft / smallest * smallest);
        }
        request.file = turns.next();
        offsets.get(request.file).next(request);
        turns.done(request.file, request.length);
        bytesLeft -= bytesLeft == Long.MAX_VALUE ? 0 : Math.min(bytesLeft, request.length);
        requestsLeft -= requestsLeft == Long.MAX_VALUE ? 0 : 1;
        return true;
    }

    private int size(Direction direction) {
        SizeRange range = sizes.of(direction);
        if (range.min() == range.max()) {
            return (int) range.min();
        }
        long multiples = range.max() / range.min();
        return (int) (range.min() * (1 + sizeRandom.below(multiples)));
    }

    private Direction direction() {
        if (!mixed) {
            return only;
        }
        return mixRandom.below(100) < readPercent ? Direction.READ : Direction.WRITE;
    }
}
