package io.brickyard.peers;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class AwaitTest {
    @Test
    void shouldGiveWhatAppearsWhenItAppearsLate() {
        AtomicInteger looks = new AtomicInteger();
        int found = Await.found("third look", Duration.ofSeconds(20),
                () -> Optional.of(looks.incrementAndGet()).filter(n -> n == 3), () -> "");
        assertEquals(3, found);
    }

    @Test
    void shouldLookOnceAndShowTheEvidenceWhenTheLimitPasses() {
        AtomicInteger looks = new AtomicInteger();
        AssertionError error = assertThrows(AssertionError.class, () -> Await.until("rain", Duration.ZERO,
                () -> looks.incrementAndGet() > 1, () -> "the log's tail"));
        assertEquals("not within 0 ms: rain\nthe log's tail", error.getMessage());
        assertEquals(1, looks.get());
    }
}
