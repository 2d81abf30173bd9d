package io.brickyard.posix;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ThreadPriorityTest {
    @Test
    void shouldGiveWayAndComeBackWhenThatIsAllowed() {
        int usual = ThreadPriority.nice();
        boolean low = ThreadPriority.lower();
        assertEquals(low ? Math.min(usual + 10, 19) : usual, ThreadPriority.nice());
        ThreadPriority.restore();
        assertEquals(usual, ThreadPriority.nice());
    }
}
