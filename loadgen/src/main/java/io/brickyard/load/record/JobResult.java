package io.brickyard.load.record;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.brickyard.load.engine.ThreadUse;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.Direction;

/** What came out of a job, or of a group of jobs that is shown as one. */
public final class JobResult {
    private final JobSpec spec;
    private final Tally tally = new Tally();
    private final Map<Direction, Samples> bandwidth = new EnumMap<>(Direction.class);
    private final Map<Direction, Samples> iops = new EnumMap<>(Direction.class);
    private final Map<Direction, Double> bandwidthSum = new EnumMap<>(Direction.class);
    private final List<String> messages = new ArrayList<>();
    private int jobs = 1;
    private long runtimeNanos;
    private long summedRuntimeNanos;
    private long shortestNanos;
    private long failed;
    private long differing;
    private ThreadUse use = ThreadUse.NONE;
    private String cacheState = "";

    public JobResult(JobSpec spec) {
        this.spec = spec;
        for (Direction direction : Direction.values()) {
            bandwidth.put(direction, new Samples());
            iops.put(direction, new Samples());
            bandwidthSum.put(direction, 0.0);
        }
    }

    /** Adds what was counted in a time, and the samples of it if it was long enough to be one. */
    public void add(Tally delta) {
        tally.add(delta);
    }

    /** Adds one sample of a direction: bytes and I/Os in so many nanoseconds. */
    public void sample(Direction direction, long bytes, long ios, long nanos) {
        double seconds = nanos / 1e9;
        bandwidth(direction).add(bytes / 1024.0 / seconds);
        iops(direction).add(ios / seconds);
    }

    /** The job ended. */
    public void ended(long measuredNanos, ThreadUse used, long failedCount, long differingCount, List<String> said,
            String cache) {
        runtimeNanos = measuredNanos;
        summedRuntimeNanos = measuredNanos;
        shortestNanos = measuredNanos;
        use = used;
        failed = failedCount;
        differing = differingCount;
        messages.clear();
        messages.addAll(said);
        cacheState = cache;
        for (Direction direction : Direction.values()) {
            bandwidthSum.put(direction, perSecond(tally.of(direction).bytes()));
        }
    }

    /** The same, to be merged with others. */
    public JobResult copy() {
        var copy = new JobResult(spec);
        copy.shortestNanos = Long.MAX_VALUE;
        copy.cacheState = cacheState;
        copy.jobs = 0;
        copy.merge(this);
        return copy;
    }

    /** Adds another job of the same group. */
    public void merge(JobResult other) {
        tally.add(other.tally);
        for (Direction direction : Direction.values()) {
            bandwidth(direction).add(other.bandwidth(direction));
            iops(direction).add(other.iops(direction));
            bandwidthSum.merge(direction, other.bandwidthSum(direction), Double::sum);
        }
        messages.addAll(other.messages);
        jobs += other.jobs;
        runtimeNanos = Math.max(runtimeNanos, other.runtimeNanos);
        summedRuntimeNanos += other.summedRuntimeNanos;
        shortestNanos = Math.min(shortestNanos, other.shortestNanos);
        failed += other.failed;
        differing += other.differing;
        use = use.plus(other.use);
    }

    /** The job; of a group its first. */
    public JobSpec spec() {
        return spec;
    }

    public Tally tally() {
        return tally;
    }

    public Samples bandwidth(Direction direction) {
        return Objects.requireNonNull(bandwidth.get(direction));
    }

    public Samples iops(Direction direction) {
        return Objects.requireNonNull(iops.get(direction));
    }

    /** Sum of the bandwidths of all jobs, in bytes per second. */
    public double bandwidthSum(Direction direction) {
        return Objects.requireNonNull(bandwidthSum.get(direction));
    }

    /** How many jobs this is of. */
    public int jobs() {
        return jobs;
    }

    /** The longest measured time of a job, in nanoseconds. */
    public long runtimeNanos() {
        return runtimeNanos;
    }

    /** The shortest. */
    public long shortestNanos() {
        return shortestNanos;
    }

    /** The measured times of all jobs together, in nanoseconds. */
    public long summedRuntimeNanos() {
        return summedRuntimeNanos;
    }

    /** A number of the measured time, for each second. */
    public double perSecond(long number) {
        return runtimeNanos == 0 ? 0 : number * 1e9 / runtimeNanos;
    }

    public ThreadUse use() {
        return use;
    }

    /** I/Os that failed. */
    public long failed() {
        return failed;
    }

    /** Blocks that differ from what was written. */
    public long differing() {
        return differing;
    }

    /** What went wrong, a line each. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    /** A phrase on caches between load and disk. */
    public String cacheState() {
        return cacheState;
    }
}
