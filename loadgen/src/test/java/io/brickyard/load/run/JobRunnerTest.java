package io.brickyard.load.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongUnaryOperator;

import io.brickyard.load.Jobs;
import io.brickyard.load.engine.Engine;
import io.brickyard.load.engine.EngineFile;
import io.brickyard.load.engine.FileState;
import io.brickyard.load.engine.IoUnit;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.record.JobRecorder;
import io.brickyard.load.record.Tally;
import io.brickyard.load.workload.FileRegion;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A job on virtual time: rates and latencies are exact. */
class JobRunnerTest {
    private static final long MILLI = 1_000_000;

    private final VirtualClock clock = new VirtualClock();

    @Test
    void shouldKeepARateExactly() {
        Tally tally = run(Jobs.of("rw=randread", "rate_iops=1000", "runtime=10", "time_based"), i -> 100_000);
        assertEquals(10_000, tally.read.ios());
        assertEquals(100_000, tally.read.total.max());
        assertEquals(100_000, tally.read.response.max());
    }

    @Test
    void shouldKeepARateOfBytesExactly() {
        Tally tally = run(Jobs.of("rw=write", "rate=4m", "runtime=10", "time_based"), i -> 100_000);
        assertEquals(10 * 1024, tally.write.ios());
    }

    @Test
    void shouldGiveEachDirectionItsOwnRate() {
        Tally tally = run(Jobs.of("rw=randrw", "rate_iops=300,100", "runtime=10", "time_based"), i -> 1_000);
        assertEquals(3000, tally.read.ios());
        assertEquals(1000, tally.write.ios());
    }

    @Test
    void shouldNotHideWhatASlowIoDelays() {
        // 1000 a second, each takes 0.1 ms; the 1000th takes a second and delays those after it.
        Tally tally = run(Jobs.of("rw=randread", "rate_iops=1000", "runtime=10", "time_based"),
                i -> i == 1000 ? 1000 * MILLI : MILLI / 10);
        assertEquals(10_000, tally.read.ios());
        assertTrue(tally.read.total.percentile(99.9) <= MILLI / 10 + MILLI / 1000, "service times are short");
        // Catching up takes 0.9 ms for each: more than a thousand I/Os of ten thousand were late.
        assertTrue(tally.read.response.percentile(95) > 400 * MILLI, "" + tally.read.response.percentile(95));
        assertTrue(Math.abs(tally.read.response.max() - 1000 * MILLI) <= MILLI, "" + tally.read.response.max());
    }

    @Test
    void shouldLeaveTheRampOut() {
        Tally tally = run(Jobs.of("rw=randread", "rate_iops=100", "runtime=2", "time_based", "ramp_time=3"),
                i -> i <= 300 ? 5 * MILLI : MILLI);
        assertEquals(200, tally.read.ios());
        assertEquals(MILLI, tally.read.total.max());
    }

    @Test
    void shouldCountWhatStartsAfterTheRampWhenTheRateCannotBeKept() {
        // 1000 a second are wanted, 500 can be had: after the ramp all start 5 s late or more.
        Tally tally = run(Jobs.of("rw=randread", "rate_iops=1000", "runtime=2", "time_based", "ramp_time=10"),
                i -> 2 * MILLI);
        assertEquals(1000, tally.read.ios());
        assertEquals(2 * MILLI, tally.read.total.max());
        assertTrue(tally.read.response.min() >= 5000 * MILLI, "" + tally.read.response.min());
    }

    @Test
    void shouldSyncAfterSoManyWrites() {
        Tally tally = run(Jobs.of("rw=write", "fsync=4", "number_ios=12"), i -> MILLI);
        assertEquals(12, tally.write.ios());
        assertEquals(2, tally.sync.count());
    }

    @Test
    void shouldEndWithTheFirstErrorUnlessToldToGoOn() {
        assertEquals(4, run(Jobs.of("rw=read", "number_ios=10"), i -> i == 5 ? -1 : 1).read.ios());
        assertEquals(9,
                run(Jobs.of("rw=read", "number_ios=10", "continue_on_error=read"), i -> i == 5 ? -1 : 1).read.ios());
    }

    /** Runs a job whose n-th I/O takes so long, or fails if that is negative. */
    private Tally run(JobSpec job, LongUnaryOperator nanosOfNth) {
        var engine = new SlowEngine(nanosOfNth);
        var source = new JobSource(job, List.of(new FileRegion(0, 1L << 30)));
        var recorder = new JobRecorder(source.paced());
        var runner = new JobRunner(job, engine, 1, List.of(engine), source, clock, new RunControl(), recorder);
        runner.makeReady();
        runner.run();
        return recorder.take();
    }

    private final class SlowEngine implements Engine, EngineFile {
        private final LongUnaryOperator nanosOfNth;
        private long count;

        SlowEngine(LongUnaryOperator nanosOfNth) {
            this.nanosOfNth = nanosOfNth;
        }

        @Override
        public void submit(IoUnit unit) {
            count++;
            long nanos = nanosOfNth.applyAsLong(count);
            clock.pass(Math.abs(nanos));
            unit.error = nanos < 0 ? new IOException("broken") : null;
            unit.done = unit.request.length;
            unit.completion.completed(unit);
        }

        @Override
        public boolean completesInline() {
            return true;
        }

        @Override
        public FileState state(String path) {
            return FileState.NONE;
        }

        @Override
        public EngineFile layOut(String path) {
            return this;
        }

        @Override
        public EngineFile open(String path, boolean writes) {
            return this;
        }

        @Override
        public void unlink(String path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void writeFully(ByteBuffer data, long offset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void settle(boolean dropCache) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
