package io.brickyard.brickd.net;

import java.nio.channels.SelectionKey;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Waits by the selector that all connections of a crowd share: takes no descriptor, but two changes of threads. */
final class CrowdedWait implements SocketWait {
    private static final int WOKEN = 1 << 31;

    private final SelectionKey key;
    private final Thread thread;
    private final AtomicInteger news = new AtomicInteger();

    /** For the current thread, on a key of {@link SharedSelector#register}. */
    CrowdedWait(SelectionKey key) {
        this.key = key;
        this.thread = Thread.currentThread();
    }

    @Override
    public int await(int operations, long millis) {
        SharedSelector.watch(key, operations);
        long start = System.nanoTime();
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        int heard = news.getAndSet(0);
        while (heard == 0) {
            long left = nanos - (System.nanoTime() - start);
            if (left <= 0) {
                return 0;
            }
            LockSupport.parkNanos(this, left);
            // Nobody means to interrupt it; a stray interrupt must not make this loop spin.
            Thread.interrupted();
            heard = news.getAndSet(0);
        }
        return heard & ~WOKEN;
    }

    /** The socket is ready for these operations. */
    void ready(int operations) {
        tell(operations);
    }

    @Override
    public void wake() {
        tell(WOKEN);
    }

    private void tell(int what) {
        news.getAndUpdate(known -> known | what);
        LockSupport.unpark(thread);
    }

    @Override
    public void end() {
        // The key stays with the socket.
    }
}
