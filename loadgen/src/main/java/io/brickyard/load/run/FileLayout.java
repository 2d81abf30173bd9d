package io.brickyard.load.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.brickyard.load.engine.Engine;
import io.brickyard.load.engine.EngineFile;
import io.brickyard.load.engine.FileState;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.workload.FileRegion;

/**
 * Makes a job's files ready: decides how large each is, writes what is missing, and uses again what is there. Nobody's data
 * are lost: a file that load did not lay out is only read, unless the user says overwrite.
 */
final class FileLayout {
    private static final int WRITE_BYTES = 1 << 20;

    private final JobSpec job;
    private final Engine engine;
    private final WriteGuard guard;
    private final long leastBytes;
    private final List<String> laidOut = new ArrayList<>();
    private final List<String> reused = new ArrayList<>();
    private long writtenBytes;

    /**
     * @param leastBytes what a file must have room for, in bytes
     */
    FileLayout(JobSpec job, Engine engine, WriteGuard guard, long leastBytes) {
        this.job = job;
        this.engine = engine;
        this.guard = guard;
        this.leastBytes = leastBytes;
    }

    /** Prepares all files; gives the part of each to work on. */
    List<FileRegion> prepare() throws LoadException {
        if (engine.diskless() && job.verifies()) {
            throw new LoadException("job " + job.name() + ": ioengine=" + job.text(LoadOption.IOENGINE)
                    + " keeps no data that could be verified; leave --verify out");
        }
        List<FileRegion> regions = new ArrayList<>();
        for (String path : job.files()) {
            try {
                regions.add(prepare(path));
            } catch (IOException e) {
                throw new LoadException(IoFailures.describe(path, e), e);
            }
        }
        return regions;
    }

    /** Files that were written now. */
    List<String> laidOut() {
        return List.copyOf(laidOut);
    }

    /** Files that were there from an earlier run of load. */
    List<String> reused() {
        return List.copyOf(reused);
    }

    long writtenBytes() {
        return writtenBytes;
    }

    private FileRegion prepare(String path) throws IOException, LoadException {
        FileState state = engine.diskless() ? FileState.NONE : engine.state(path);
        var sizes = new FileSizes(job, path, state);
        FileRegion region = sizes.region();
        long needed = region.start() + region.length();
        if (region.length() < leastBytes) {
            throw new LoadException(path + ": " + region.length() + " bytes to work on are less than a block of "
                    + leastBytes + "; raise --size or lower --bs");
        }
        if (engine.diskless()) {
            return region;
        }
        if (job.writes()) {
            guard.writes(job, path, state);
        }
        if (state.exists() && state.sizeBytes() >= needed) {
            if (state.laidOut()) {
                reused.add(path);
            }
            return region;
        }
        guard.grows(job, path, state, needed);
        layOut(path, state.exists() ? state.sizeBytes() : 0, needed);
        return region;
    }

    private void layOut(String path, long from, long to) throws IOException {
        try (EngineFile file = engine.layOut(path)) {
            if (!onlyWritten()) {
                fill(file, from, to);
                writtenBytes += to - from;
            }
            file.settle(false);
        }
        laidOut.add(path);
    }

    /** A sequential or random write without overwrite makes the file itself, as in fio. */
    private boolean onlyWritten() {
        return job.writes() && !job.reads() && !job.yes(LoadOption.OVERWRITE) && !job.yes(LoadOption.CREATE_ONLY);
    }

    private void fill(EngineFile file, long from, long to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(WRITE_BYTES, Math.max(1, to - from)));
        var data = new BufferFill(job.yes(LoadOption.ZERO_BUFFERS), false, job.seed());
        data.fill(buffer);
        long at = from;
        while (at < to) {
            int length = (int) Math.min(buffer.capacity(), to - at);
            data.stamp(buffer, at, length);
            file.writeFully(buffer.clear().limit(length), at);
            at += length;
        }
    }
}
