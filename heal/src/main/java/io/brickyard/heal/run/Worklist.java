package io.brickyard.heal.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Work for several workers: what a worker finds on its way comes before what is still listed, so that little is open at a
 * time. Who lists waits while much is waiting; workers never do when they add.
 *
 * @param <T> a piece of work
 */
final class Worklist<T> {
    private static final int MOST_WAITING = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<T> found = new ArrayDeque<>();
    private final Deque<T> listed = new ArrayDeque<>();
    private int underWay;
    private boolean ended;

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
