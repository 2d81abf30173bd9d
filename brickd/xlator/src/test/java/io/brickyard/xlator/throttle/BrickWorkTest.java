package io.brickyard.xlator.throttle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.throttle.policy.Measured;
import io.brickyard.xlator.throttle.policy.Rate;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BrickWorkTest {
    private static final int DEPTH = 8;
    private static final int ROUNDS = 200_000;

    private static BrickWork work(int depth) {
        return new BrickWork(new Measured(new Rate(1, Unit.FOPS), depth), new Rate(1_000_000, Unit.FOPS), 0);
    }

    private static boolean end(BrickWork work) {
        return work.end(Fop.READ, 0, 0);
    }

    @Test
    void shouldTellOnceThatThereIsRoomWhenSomeAreDone() {
        BrickWork work = work(DEPTH);
        assertFalse(work.awaitsRoom(0));
        for (int i = 0; i < DEPTH; i++) {
            assertFalse(work.isFull());
            work.enter();
        }
        assertTrue(work.isFull());
        assertTrue(work.awaitsRoom(0));
        assertTrue(work.awaitsRoom(0));
        assertFalse(end(work));
        assertTrue(end(work));
        assertFalse(work.isAwaited());
        assertFalse(end(work));
    }

    @Test
    void shouldTellNobodyWhenNobodyWaits() {
        BrickWork work = work(1);
        work.enter();
        assertFalse(end(work));
        work.enter();
        assertTrue(work.awaitsRoom(0));
        assertTrue(end(work));
    }

    /** One fills the brick as often as it is told to; others empty it. If it were not told once, all would stand still. */
    @Test
    void shouldAlwaysTellWhenOthersEndCallsMeanwhile() throws InterruptedException {
        BrickWork work = work(DEPTH);
        Semaphore inside = new Semaphore(0);
        Semaphore room = new Semaphore(1);
        AtomicLong ended = new AtomicLong();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            workers.add(Thread.ofPlatform().daemon(true).start(() -> {
                while (ended.get() < ROUNDS) {
                    inside.acquireUninterruptibly();
                    if (end(work)) {
                        room.release();
                    }
                    ended.getAndIncrement();
                }
            }));
        }
        int entered = 0;
        while (entered < ROUNDS) {
            assertTrue(room.tryAcquire(60, TimeUnit.SECONDS), "nobody told that there is room, after " + entered);
            while (entered < ROUNDS && !work.awaitsRoom(0)) {
                work.enter();
                entered++;
                inside.release();
            }
        }
        inside.release(workers.size());
        for (Thread worker : workers) {
            worker.join(60_000);
        }
        assertTrue(ended.get() >= ROUNDS);
        assertEquals(0, workers.stream().filter(Thread::isAlive).count());
    }
}
