package io.brickyard.xlator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * How many calls of one session wait in queues of translators, and how much they hold. It bounds memory: whoever reads
 * the session's requests stops while the backlog is full and goes on when it has shrunk to half. Calls that are read
 * already are never refused, so the bound is exceeded by at most what one read brought in.
 *
 * <p>Promise: a reader that found the backlog full is resumed by the call that makes room, however the two race; the gap
 * between full and half keeps it from being stopped and resumed at each call.
 */
public final class Backlog {
    /** Calls that may wait. */
    public static final int MAX_CALLS = 1024;
    /** Bytes of payload that may wait. */
    public static final long MAX_BYTES = 16L << 20;

    private final List<Runnable> waiting = new ArrayList<>(1);
    private int calls;
    private long bytes;

    /** A call with so much payload is put in a queue. */
    public synchronized void enter(long payloadBytes) {
        calls++;
        bytes += payloadBytes;
    }

    /** A call that had entered with so much payload has left its queue. */
    public void leave(long payloadBytes) {
        List<Runnable> resumed;
        synchronized (this) {
            calls--;
            bytes -= payloadBytes;
            if (waiting.isEmpty() || calls > MAX_CALLS / 2 || bytes > MAX_BYTES / 2) {
                return;
            }
            resumed = List.copyOf(waiting);
            waiting.clear();
        }
        resumed.forEach(Runnable::run);
    }

    /** Calls that wait. */
    public synchronized int calls() {
        return calls;
    }

    /** Payload that waits, in bytes. */
    public synchronized long bytes() {
        return bytes;
    }

    /** Whether no more requests should be read. */
    public synchronized boolean isFull() {
        return calls >= MAX_CALLS || bytes >= MAX_BYTES;
    }

    /**
     * Whether reading must pause. If so {@code resume} runs once when there is room, on the thread that made it, perhaps
     * before this returns; it must be short.
     */
    public synchronized boolean pauses(Runnable resume) {
        if (!isFull()) {
            return false;
        }
        waiting.add(resume);
        return true;
    }

    /** Waits for room, for readers with a thread of their own. Returns early, with the flag set, if interrupted. */
    public void awaitRoom() {
        Waiter waiter = new Waiter(Thread.currentThread());
        if (!pauses(waiter)) {
            return;
        }
        while (!waiter.resumed && !Thread.currentThread().isInterrupted()) {
            LockSupport.park(this);
        }
    }

    /** A thread that stands in {@link #awaitRoom}. */
    private static final class Waiter implements Runnable {
        private final Thread thread;
        private volatile boolean resumed;

        Waiter(Thread thread) {
            this.thread = thread;
        }

        @Override
        public void run() {
            resumed = true;
            LockSupport.unpark(thread);
        }
    }
}
