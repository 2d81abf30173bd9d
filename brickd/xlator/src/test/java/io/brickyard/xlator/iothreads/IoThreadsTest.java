package io.brickyard.xlator.iothreads;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.rpc.ReservedPid;
import io.brickyard.wire.type.Errno;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Layer;
import io.brickyard.xlator.RecordingTranslator;
import io.brickyard.xlator.Replies;
import io.brickyard.xlator.SampleCalls;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;
import io.brickyard.xlator.stats.DumpSettings;
import io.brickyard.xlator.stats.IoStats;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

class IoThreadsTest {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Session session = SampleCalls.session("a");
    /** Calls that are let through; the others hold their threads, as on a slow disk. */
    private final Semaphore gate = new Semaphore(0);
    private final RecordingTranslator disk = new RecordingTranslator(this::slowly);

    private void slowly(Call call, Unwind up) {
        if (Priority.of(call.fop(), 1, true) != Priority.STRAIGHT) {
            gate.acquireUninterruptibly();
        }
        up.unwind(SampleCalls.success(call.fop(), 0));
    }

    private static IoThreadsOptions options(int threads, Duration idle) {
        return new IoThreadsOptions(threads, threads, threads, threads, 1, true, idle);
    }

    private static IoThreads threads(int count, Translator below) {
        return new IoThreads("iot", options(count, Duration.ofMinutes(1)), below);
    }

    private static void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, what);
            Thread.onSpinWait();
        }
    }

    private void release(IoThreads tested) {
        gate.release(1_000_000);
        tested.stop();
    }

    @Test
    void shouldRunCallsElsewhereAndLocksHere() {
        gate.release(1);
        IoThreads tested = threads(2, disk);
        Replies read = new Replies(1);
        tested.wind(SampleCalls.call(Fop.READ, session), read.of(0));
        read.awaitAll();
        Replies lock = new Replies(1);
        tested.wind(SampleCalls.call(Fop.INODELK, session), lock.of(0));
        lock.awaitAll();
        assertNotSame(Thread.currentThread(), disk.threads().get(0));
        assertSame(Thread.currentThread(), disk.threads().get(1));
        release(tested);
    }

    @Test
    void shouldRunALockElsewhereWhenItMayWait() {
        gate.release(1);
        IoThreads tested = threads(1, new Unsure(disk));
        Replies lock = new Replies(1);
        tested.wind(SampleCalls.call(Fop.ENTRYLK, session), lock.of(0));
        lock.awaitAll();
        assertNotSame(Thread.currentThread(), disk.threads().get(0));
        release(tested);
    }

    /** Has to ask the disk for everything. */
    private static final class Unsure extends Layer {
        Unsure(Translator below) {
            super(below);
        }

        @Override
        public void wind(Call call, Unwind up) {
            below().wind(call, up);
        }

        @Override
        public boolean mayWait(Call call) {
            return true;
        }
    }

    @Test
    void shouldPassLocksWhenAllThreadsAreBusy() {
        IoThreads tested = threads(1, disk);
        Replies reads = new Replies(3);
        for (int i = 0; i < 3; i++) {
            tested.wind(SampleCalls.call(Fop.READ, session), reads.of(i));
        }
        Replies unlock = new Replies(1);
        tested.wind(SampleCalls.call(Fop.FINODELK, session, ReservedPid.SELF_HEAL), unlock.of(0));
        assertEquals(0, unlock.missing());
        assertEquals(3, reads.missing());
        release(tested);
        reads.awaitAll();
    }

    @Test
    void shouldHaveMoreThreadsAndFewerWhenReconfiguredAsItRuns() {
        IoThreads tested = threads(1, disk);
        Replies reads = new Replies(6);
        tested.wind(SampleCalls.call(Fop.READ, session), reads.of(0));
        tested.wind(SampleCalls.call(Fop.READ, session), reads.of(1));
        assertEquals(1, tested.threads());
        tested.reconfigure(options(3, Duration.ofMinutes(1)));
        tested.wind(SampleCalls.call(Fop.READ, session), reads.of(2));
        tested.wind(SampleCalls.call(Fop.READ, session), reads.of(3));
        tested.wind(SampleCalls.call(Fop.READ, session), reads.of(4));
        assertEquals(3, tested.threads());
        tested.reconfigure(options(1, Duration.ofMinutes(1)));
        tested.wind(SampleCalls.call(Fop.READ, session), reads.of(5));
        gate.release(6);
        reads.awaitAll();
        await(() -> tested.threads() == 1, "the threads that are too many end");
        release(tested);
    }

    /** A disk of which a part is in memory. */
    private static final class Cache implements Translator {
        private int asked;
        private int wound;
        private boolean hit;

        @Override
        public @Nullable FopReply answerNow(Call call) {
            asked++;
            return hit ? SampleCalls.success(call.fop(), 4096) : null;
        }

        @Override
        public void wind(Call call, Unwind up) {
            wound++;
            up.unwind(SampleCalls.success(call.fop(), 1));
        }
    }

    @Test
    void shouldAnswerAReadFromMemoryOnTheWindingThread() {
        Cache cache = new Cache();
        IoStats probe = new IoStats("probe", DumpSettings.ON_DEMAND, cache);
        IoThreads tested = threads(1, probe);
        cache.hit = true;
        Replies replies = new Replies(1);
        tested.wind(SampleCalls.call(Fop.READ, session), replies.of(0));
        assertEquals(0, replies.missing());
        assertEquals(4096, replies.await(0).opRet());
        assertEquals(0, tested.threads());
        assertEquals(1, probe.peek().cumulative().fop(Fop.READ).count());
        assertEquals(4096, probe.peek().cumulative().reads().bytes());
        tested.stop();
    }

    @Test
    void shouldQueueWhatIsNotInMemoryAndWhatIsBackground() {
        Cache cache = new Cache();
        IoStats probe = new IoStats("probe", DumpSettings.ON_DEMAND, cache);
        IoThreads tested = threads(1, probe);
        Replies replies = new Replies(3);
        tested.wind(SampleCalls.call(Fop.READ, session), replies.of(0));
        cache.hit = true;
        tested.wind(SampleCalls.call(Fop.READ, session, ReservedPid.SELF_HEAL), replies.of(1));
        tested.wind(SampleCalls.call(Fop.WRITE, session), replies.of(2));
        replies.awaitAll();
        tested.stop();
        assertEquals(1, cache.asked);
        assertEquals(3, cache.wound);
        assertEquals(2, probe.peek().cumulative().fop(Fop.READ).count());
    }

    @Test
    void shouldKeepOneThreadForBackgroundCalls() {
        IoThreads tested = threads(4, disk);
        Replies replies = new Replies(5);
        for (int i = 0; i < 4; i++) {
            tested.wind(SampleCalls.call(Fop.READ, session, ReservedPid.SELF_HEAL), replies.of(i));
        }
        await(() -> disk.calls().size() == 1, "one background call runs");
        tested.wind(SampleCalls.call(Fop.READ, session), replies.of(4));
        await(() -> disk.calls().size() == 2, "a user's call runs beside it");
        assertEquals(3, tested.depths().get(Priority.LEAST));
        assertEquals(2, tested.threads());
        release(tested);
        replies.awaitAll();
    }

    @Test
    void shouldStartThreadsOnDemandUpToTheirNumber() {
        IoThreads tested = threads(3, disk);
        assertEquals(0, tested.threads());
        Replies replies = new Replies(5);
        for (int i = 0; i < 5; i++) {
            tested.wind(SampleCalls.call(Fop.WRITE, session), replies.of(i));
        }
        await(() -> disk.calls().size() == 3, "three calls run");
        assertEquals(Map.of(Priority.HIGH, 0, Priority.NORMAL, 0, Priority.LOW, 2, Priority.LEAST, 0), tested.depths());
        release(tested);
        replies.awaitAll();
        assertEquals(0, tested.threads());
    }

    @Test
    void shouldEndThreadsThatAreIdle() {
        gate.release(10);
        IoThreads tested = new IoThreads("iot", options(4, Duration.ofMillis(20)), disk);
        Replies first = new Replies(1);
        tested.wind(SampleCalls.call(Fop.READ, session), first.of(0));
        first.awaitAll();
        await(() -> tested.threads() == 0, "the idle thread ends");
        Replies second = new Replies(1);
        tested.wind(SampleCalls.call(Fop.READ, session), second.of(0));
        second.awaitAll();
        release(tested);
    }

    @Test
    void shouldRunWhatWaitsBeforeItStops() {
        IoThreads tested = threads(1, disk);
        Replies replies = new Replies(50);
        for (int i = 0; i < 50; i++) {
            tested.wind(SampleCalls.call(Fop.READ, session, i % 2 == 0 ? 1 : ReservedPid.SELF_HEAL), replies.of(i));
        }
        release(tested);
        assertEquals(0, replies.missing());
        assertEquals(1, disk.stops());
    }

    @Test
    void shouldRefuseCallsAfterTheStop() {
        IoThreads tested = threads(1, disk);
        tested.stop();
        Replies replies = new Replies(1);
        tested.wind(SampleCalls.call(Fop.READ, session), replies.of(0));
        assertEquals(Errno.ENOTCONN.code(), replies.await(0).opErrno());
    }

    @Test
    void shouldDropWaitingCallsOfAClientThatDisconnectsAndFinishTheRunningOneFirst() {
        IoThreads tested = threads(1, disk);
        Session stays = SampleCalls.session("stays");
        Replies gone = new Replies(3);
        for (int i = 0; i < 3; i++) {
            tested.wind(SampleCalls.call(Fop.READ, session), gone.of(i));
        }
        Replies other = new Replies(1);
        tested.wind(SampleCalls.call(Fop.READ, stays), other.of(0));
        await(() -> disk.calls().size() == 1, "the first call runs");
        tested.disconnected(session);
        assertEquals(List.of(), disk.gone());
        gate.release(2);
        other.awaitAll();
        assertEquals(List.of(session), disk.gone());
        assertEquals(2, disk.calls().size());
        assertEquals(2, gone.missing());
        release(tested);
    }

    @Test
    void shouldAnswerWithAnErrorAndGoOnWhenATranslatorBelowBreaks() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        IoThreads tested = threads(1, new RecordingTranslator((call, up) -> {
            if (call.fop() == Fop.READ) {
                Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> told.countDown());
                throw new IllegalStateException("broken");
            }
            FopReply reply = SampleCalls.success(call.fop(), 0);
            up.unwind(reply);
        }));
        Replies replies = new Replies(2);
        tested.wind(SampleCalls.call(Fop.READ, session), replies.of(0));
        tested.wind(SampleCalls.call(Fop.WRITE, session), replies.of(1));
        assertEquals(Errno.EIO.code(), replies.await(0).opErrno());
        assertFalse(replies.await(1).failed());
        assertTrue(told.await(60, TimeUnit.SECONDS));
        tested.stop();
    }
}
