package io.brickyard.xlator;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.brickyard.wire.fop.FopReply;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Collects the replies of a number of calls and waits for them. */
public final class Replies {
    private static final long PATIENCE_SECONDS = 60;

    private final AtomicReferenceArray<FopReply> replies;
    private final AtomicInteger extra = new AtomicInteger();
    private final CountDownLatch missing;

    /** For {@code calls} calls. */
    public Replies(int calls) {
        replies = new AtomicReferenceArray<>(calls);
        missing = new CountDownLatch(calls);
    }

    /** Takes the reply of the call {@code index}. */
    public Unwind of(int index) {
        return reply -> {
            if (replies.compareAndSet(index, null, reply)) {
                missing.countDown();
            } else {
                extra.incrementAndGet();
            }
        };
    }

    /** Waits for all and gives that of the call {@code index}. */
    public FopReply await(int index) {
        awaitAll();
        return replies.get(index);
    }

    /** Waits until every call has its reply. */
    public void awaitAll() {
        try {
            assertTrue(missing.await(PATIENCE_SECONDS, TimeUnit.SECONDS),
                    () -> missing.getCount() + " calls unanswered");
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Calls without a reply. */
    public long missing() {
        return missing.getCount();
    }

    /** Replies too many. */
    public int extra() {
        return extra.get();
    }
}
