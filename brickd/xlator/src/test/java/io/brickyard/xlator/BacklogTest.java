package io.brickyard.xlator;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BacklogTest {
    private final Backlog backlog = new Backlog();

    private void enter(int calls) {
        for (int i = 0; i < calls; i++) {
            backlog.enter(0);
        }
    }

    private void leave(int calls) {
        for (int i = 0; i < calls; i++) {
            backlog.leave(0);
        }
    }

    @Test
    void shouldNotPauseBelowTheBounds() {
        enter(Backlog.MAX_CALLS - 1);
        assertFalse(backlog.pauses(() -> {}));
        backlog.awaitRoom();
        assertEquals(Backlog.MAX_CALLS - 1, backlog.calls());
    }

    @Test
    void shouldResumeOnceWhenHalfOfTheCallsHaveLeft() {
        AtomicInteger resumed = new AtomicInteger();
        enter(Backlog.MAX_CALLS);
        assertTrue(backlog.pauses(resumed::incrementAndGet));
        leave(Backlog.MAX_CALLS / 2 - 1);
        assertEquals(0, resumed.get());
        leave(1);
        assertEquals(1, resumed.get());
        leave(1);
        assertEquals(1, resumed.get());
    }

    @Test
    void shouldPauseWhenThePayloadsAreTooMuch() {
        AtomicInteger resumed = new AtomicInteger();
        backlog.enter(Backlog.MAX_BYTES);
        assertEquals(Backlog.MAX_BYTES, backlog.bytes());
        assertTrue(backlog.pauses(resumed::incrementAndGet));
        backlog.leave(Backlog.MAX_BYTES);
        assertEquals(1, resumed.get());
        assertFalse(backlog.isFull());
    }

    @Test
    void shouldWakeAThreadThatWaitsForRoom() throws InterruptedException {
        enter(Backlog.MAX_CALLS);
        CountDownLatch through = new CountDownLatch(1);
        Thread reader = Thread.ofPlatform().start(() -> {
            backlog.awaitRoom();
            through.countDown();
        });
        leave(Backlog.MAX_CALLS);
        assertTrue(through.await(60, TimeUnit.SECONDS));
        reader.join();
    }

    @Test
    void shouldLetAWaitingThreadGoWhenItIsInterrupted() throws InterruptedException {
        enter(Backlog.MAX_CALLS);
        Thread reader = Thread.ofPlatform().start(backlog::awaitRoom);
        reader.interrupt();
        reader.join();
        assertTrue(backlog.isFull());
    }
}
