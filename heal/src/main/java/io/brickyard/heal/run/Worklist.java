package io.brickyard.heal.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Work for several workers: what a worker finds on its way comes before what is still listed, so that little is open at a
 * time. Who lists waits while much is waiting; a worker does so only if it asks for it, and never all of them at once.
 *
 * @param <T> a piece of work
 */
final class Worklist<T> {
    private static final int MOST_WAITING = 4096;
    private static final int FULL = 4 * MOST_WAITING;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<T> found = new ArrayDeque<>();
    private final Deque<T> listed = new ArrayDeque<>();
    private final int workers;
    private int underWay;
    private int held;
    private boolean ended;

    /** For so many workers. */
    Worklist(int workers) {
        this.workers = workers;
    }

    /** Adds listed work; waits while there is much. */
    void list(T work) {
        lock.lock();
        try {
            while (listed.size() >= MOST_WAITING) {
                changed.awaitUninterruptibly();
            }
            listed.add(work);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Adds work that came up during other work. */
    void find(T work) {
        lock.lock();
        try {
            found.push(work);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits while much was found that other workers could do; by one of them, during its work. */
    void awaitFew() {
        lock.lock();
        try {
            held++;
            changed.signalAll();
            while (found.size() >= MOST_WAITING && held < workers) {
                changed.awaitUninterruptibly();
            }
            held--;
        } finally {
            lock.unlock();
        }
    }

    /** Whether so much was found that no more should be kept in memory. */
    boolean isFull() {
        lock.lock();
        try {
            return found.size() >= FULL;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will be listed. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next piece of work; null when all is done. Whoever takes one says {@link #done} after it. */
    @Nullable
    T take() {
        lock.lock();
        try {
            while (true) {
                T work = found.isEmpty() ? listed.poll() : found.pop();
                if (work != null) {
                    underWay++;
                    changed.signalAll();
                    return work;
                }
                if (ended && underWay == 0) {
                    return null;
                }
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A piece of work is done. */
    void done() {
        lock.lock();
        try {
            underWay--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
