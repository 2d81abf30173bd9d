package io.brickyard.heal.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.brickyard.peers.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
class WorklistTest {
    private static final int MUCH = 4096;

    @Test
    void shouldGiveWhatWasFoundLastFirstAndThenWhatIsListed() {
        Worklist<String> work = new Worklist<>(1);
        work.list("listed 1");
        work.list("listed 2");
        assertEquals("listed 1", work.take());
        work.find("found 1");
        work.find("found 2");
        work.done();
        work.end();
        for (String expected : new String[]{"found 2", "found 1", "listed 2"}) {
            assertEquals(expected, work.take());
            work.done();
        }
        assertNull(work.take());
    }

    @Test
    void shouldHoldAWorkerWhileMuchIsFoundButNeverTheLast() throws InterruptedException {
        Worklist<Integer> work = new Worklist<>(2);
        for (int i = 0; i < MUCH; i++) {
            work.find(i);
        }
        CountDownLatch went = new CountDownLatch(1);
        Thread first = Thread.ofPlatform().start(() -> {
            work.awaitFew();
            went.countDown();
        });
        Await.until("it waits", Duration.ofSeconds(30), () -> first.getState() == Thread.State.WAITING,
                () -> first.getState().toString());
        // The other one would wait for itself.
        work.awaitFew();
        assertEquals(1, went.getCount());
        assertEquals(MUCH - 1, work.take());
        went.await();
        first.join();
        work.find(MUCH);
        assertFalse(work.isFull());
    }

    @Test
    void shouldBeFullWhenSoMuchWasFoundThatMemoryIsAtStake() {
        Worklist<Integer> work = new Worklist<>(1);
        for (int i = 0; i < 4 * MUCH - 1; i++) {
            work.find(i);
        }
        assertFalse(work.isFull());
        work.find(0);
        assertTrue(work.isFull());
        // Who has no other to leave it to goes on.
        work.awaitFew();
    }
}
