package io.brickyard.xlator.throttle;

import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.SampleCalls;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.throttle.policy.Policy;
import io.brickyard.xlator.throttle.policy.PolicyException;
import io.brickyard.xlator.throttle.policy.PolicyText;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Ten thousand clients, each with a bucket of its own, are ten thousand small objects. */
class BucketMemoryTest {
    private static final int CLIENTS = 10_000;
    private static final long MOST_BYTES = 20L << 20;

    @Test
    void shouldTakeLittleMemoryAndNoThreadWhenThereAreManyBuckets() throws PolicyException {
        Throttle throttle = new Throttle("test", Policy.NONE.with(PolicyText.parse("all each=1000fops")),
                (call, up) -> {
                    // No answer: nothing but buckets is measured.
                });
        Session[] sessions = new Session[CLIENTS];
        for (int i = 0; i < CLIENTS; i++) {
            sessions[i] = SampleCalls.session("client " + i);
        }
        long before = used();
        for (Session session : sessions) {
            throttle.wind(SampleCalls.call(Fop.LOOKUP, session), reply -> {});
        }
        long bytes = used() - before;
        System.out.println("BucketMemoryTest " + CLIENTS + " buckets " + bytes + " bytes");
        assertTrue(bytes < MOST_BYTES, bytes + " bytes");
        assertEquals(CLIENTS, throttle.view().clients());
        assertNull(throttle.timerThread());
        throttle.stop();
    }

    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
