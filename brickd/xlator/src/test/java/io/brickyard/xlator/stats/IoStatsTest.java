package io.brickyard.xlator.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.type.Errno;
import io.brickyard.xlator.RecordingTranslator;
import io.brickyard.xlator.SampleCalls;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Translator;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class IoStatsTest {
    private final Session session = SampleCalls.session("a");

    private static IoStats above(Translator below) {
        return new IoStats("probe", DumpSettings.ON_DEMAND, below);
    }

    /** A probe below which each call succeeds with so much as its count. */
    private static IoStats answering(int opRet) {
        return above(new RecordingTranslator((call, up) -> up.unwind(SampleCalls.success(call.fop(), opRet))));
    }

    private void wind(IoStats probe, Fop fop, int times) {
        for (int i = 0; i < times; i++) {
            probe.wind(SampleCalls.call(fop, session), reply -> {});
        }
    }

    @Test
    void shouldCountCallsErrorsAndTimeByFop() {
        IoStats probe = above(new RecordingTranslator((call, up) -> up.unwind(call.fop() == Fop.LOOKUP
                ? call.failure(Errno.ENOENT.code())
                : SampleCalls.success(call.fop(), 0))));
        wind(probe, Fop.LOOKUP, 3);
        wind(probe, Fop.STAT, 2);
        StatsWindow all = probe.peek().cumulative();
        assertEquals(List.of(Fop.STAT, Fop.LOOKUP), List.copyOf(all.fops().keySet()));
        FopStats lookups = all.fop(Fop.LOOKUP);
        assertEquals(3, lookups.count());
        assertEquals(3, lookups.errors());
        assertEquals(0, all.fop(Fop.STAT).errors());
        assertEquals(3, lookups.latencies().count());
        assertTrue(lookups.minNanos() > 0 && lookups.minNanos() <= lookups.maxNanos(), lookups::toString);
        assertTrue(lookups.totalNanos() >= lookups.minNanos() + lookups.maxNanos(), lookups::toString);
        assertTrue(lookups.totalNanos() <= all.nanos(), "the calls ran one after another inside the window");
    }

    @Test
    void shouldCountBytesByPowersOfTwo() {
        IoStats small = answering(4095);
        wind(small, Fop.READ, 2);
        wind(small, Fop.WRITE, 1);
        wind(small, Fop.FSYNC, 1);
        IoStats even = answering(4096);
        wind(even, Fop.READ, 1);
        IoStats none = answering(0);
        wind(none, Fop.READ, 1);
        StatsWindow window = small.peek().cumulative();
        assertEquals(new Transfers(8190, new TreeMap<>(Map.of(2048L, 2L))), window.reads());
        assertEquals(new Transfers(4095, new TreeMap<>(Map.of(2048L, 1L))), window.writes());
        assertEquals(Map.of(4096L, 1L), even.peek().cumulative().reads().blocks());
        assertEquals(Map.of(), none.peek().cumulative().reads().blocks());
    }

    @Test
    void shouldStartANewIntervalOnlyWhenItIsTaken() {
        IoStats probe = answering(100);
        wind(probe, Fop.READ, 5);
        assertEquals(5, probe.peek().interval().fop(Fop.READ).count());
        IoStatsSnapshot first = probe.takeInterval();
        wind(probe, Fop.READ, 2);
        IoStatsSnapshot second = probe.takeInterval();
        IoStatsSnapshot third = probe.takeInterval();
        assertEquals(0, first.intervalNumber());
        assertEquals(5, first.interval().fop(Fop.READ).count());
        assertEquals(1, second.intervalNumber());
        assertEquals(2, second.interval().fop(Fop.READ).count());
        assertEquals(200, second.interval().reads().bytes());
        assertEquals(7, second.cumulative().fop(Fop.READ).count());
        assertEquals(700, second.cumulative().reads().bytes());
        assertEquals(first.interval().end(), second.interval().start());
        assertEquals(Map.of(), third.interval().fops());
        assertEquals(7, third.cumulative().fop(Fop.READ).count());
    }

    @Test
    void shouldStartAgainWhenCleared() {
        IoStats probe = answering(100);
        wind(probe, Fop.READ, 5);
        probe.takeInterval();
        wind(probe, Fop.WRITE, 1);
        probe.clear();
        wind(probe, Fop.READ, 2);
        IoStatsSnapshot snapshot = probe.takeInterval();
        assertEquals(List.of(Fop.READ), List.copyOf(snapshot.cumulative().fops().keySet()));
        assertEquals(2, snapshot.cumulative().fop(Fop.READ).count());
        assertEquals(200, snapshot.cumulative().reads().bytes());
        assertEquals(2, snapshot.interval().fop(Fop.READ).count());
        assertEquals(1, snapshot.intervalNumber());
    }

    @Test
    void shouldKeepMinimumAndMaximumOfEachInterval() {
        FopCell cell = new FopCell();
        cell.record(10_000, false);
        cell.record(500_000, false);
        FopSum first = sum(cell, true);
        FopStats before = first.cumulative();
        cell.record(70_000, true);
        cell.record(90_000, false);
        FopSum second = sum(cell, true);
        FopStats interval = second.interval(second.cumulative(), before);
        assertEquals(70_000, interval.minNanos());
        assertEquals(90_000, interval.maxNanos());
        assertEquals(160_000, interval.totalNanos());
        assertEquals(1, interval.errors());
        assertEquals(10_000, second.cumulative().minNanos());
        assertEquals(500_000, second.cumulative().maxNanos());
    }

    private static FopSum sum(FopCell cell, boolean reset) {
        FopSum sum = new FopSum();
        cell.addTo(sum, reset);
        return sum;
    }

    @Test
    void shouldGiveAllCountsToExactlyOneIntervalWhenThreadsRecord() throws InterruptedException {
        IoStats probe = answering(1);
        int threads = 4;
        int calls = 20_000;
        List<Thread> winders = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            winders.add(Thread.ofPlatform().start(() -> wind(probe, Fop.READ, calls)));
        }
        long inIntervals = 0;
        long nanosInIntervals = 0;
        while (winders.stream().anyMatch(Thread::isAlive)) {
            FopStats interval = probe.takeInterval().interval().fop(Fop.READ);
            assertTrue(interval.count() == 0 || interval.minNanos() <= interval.maxNanos(), interval::toString);
            inIntervals += interval.count();
            nanosInIntervals += interval.totalNanos();
        }
        for (Thread winder : winders) {
            winder.join();
        }
        IoStatsSnapshot last = probe.takeInterval();
        inIntervals += last.interval().fop(Fop.READ).count();
        nanosInIntervals += last.interval().fop(Fop.READ).totalNanos();
        assertEquals((long) threads * calls, last.cumulative().fop(Fop.READ).count());
        assertEquals((long) threads * calls, inIntervals);
        assertEquals(last.cumulative().fop(Fop.READ).totalNanos(), nanosInIntervals);
        assertEquals((long) threads * calls, last.cumulative().reads().bytes());
    }

    @Test
    void shouldKnowHowManyFilesAreOpen() {
        IoStats probe = answering(0);
        assertNull(probe.peek().mostOpenSince());
        wind(probe, Fop.OPEN, 2);
        wind(probe, Fop.CREATE, 1);
        wind(probe, Fop.RELEASE, 1);
        assertEquals(2, probe.peek().openFiles());
        wind(probe, Fop.RELEASE, 5);
        IoStatsSnapshot after = probe.peek();
        assertEquals(0, after.openFiles());
        assertEquals(3, after.mostOpenFiles());
        assertNotNull(after.mostOpenSince());
    }

    @Test
    void shouldCloseTheFilesOfAClientThatDisconnects() {
        IoStats probe = answering(0);
        wind(probe, Fop.OPEN, 2);
        Session other = SampleCalls.session("b");
        probe.wind(SampleCalls.call(Fop.OPEN, other), reply -> {});
        probe.disconnected(session);
        assertEquals(1, probe.peek().openFiles());
        probe.disconnected(other);
        assertEquals(0, probe.peek().openFiles());
    }
}
