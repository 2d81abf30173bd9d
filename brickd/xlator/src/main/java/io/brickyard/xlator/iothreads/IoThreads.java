package io.brickyard.xlator.iothreads;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.CallTimes;
import io.brickyard.xlator.Layer;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;
import org.jspecify.annotations.Nullable;

/**
 * {@code performance/io-threads}: calls that may wait for a disk continue on threads of its own, in the order that
 * {@link RequestQueues} decides. Operations on locks pass on the thread that wound them, unless they too would wait; see {@link Priority}.
 *
 * <p>Threads are platform threads, because file system credentials belong to them. They start when there is work and end
 * when there has been none for a while; work goes to the thread that became idle last, so a light load keeps few of them.
 * How much may wait is for those above to bound: a connection stops to read while too much of it is under way.
 *
 * <p>A READ that the translators below can answer without waiting is answered on the thread that wound it: changing threads
 * takes several times as long as copying pages from memory.
 *
 * <p>When a client disconnects its waiting calls are dropped, those that run complete, and only then do the translators
 * below hear of it: none of its calls reaches them later.
 */
public final class IoThreads extends Layer {
    private final String name;
    private volatile IoThreadsOptions options;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition noThread = lock.newCondition();
    // All below is guarded by the lock.
    private final RequestQueues queues;
    private final ArrayDeque<IoThread> idle = new ArrayDeque<>();
    private int threads;
    private int everStarted;
    private volatile boolean stopping;

    /**
     * Threads for the translators below.
     *
     * @param name in the names of its threads
     */
    public IoThreads(String name, IoThreadsOptions options, Translator below) {
        super(below);
        this.name = name;
        this.options = options;
        this.queues = new RequestQueues(options.limits());
    }

    @Override
    public void wind(Call call, Unwind up) {
        Priority priority = Priority.of(call.fop(), call.credential().pid(), options.leastPriority());
        if (priority == Priority.STRAIGHT) {
            if (!below().mayWait(call)) {
                below().wind(call, up);
                return;
            }
            priority = Priority.NORMAL;
        }
        // Background calls keep to their thread even where they need not wait for the disk.
        FopReply now = call.fop() == Fop.READ && priority != Priority.LEAST ? below().answerNow(call) : null;
        if (now != null) {
            up.unwind(now);
        } else if (!queue(call, up, priority)) {
            up.unwind(call.failure(Errno.ENOTCONN.code()));
        }
    }

    private boolean queue(Call call, Unwind up, Priority priority) {
        IoThread chosen;
        boolean wasIdle;
        CallTimes times = call.times();
        if (times != null) {
            times.beginWait();
        }
        lock.lock();
        try {
            if (stopping) {
                return false;
            }
            queues.add(call, up, priority);
            wasIdle = !idle.isEmpty();
            chosen = wasIdle || threads < options.threads() ? assign() : null;
        } finally {
            lock.unlock();
        }
        if (chosen != null && wasIdle) {
            chosen.wake();
        } else if (chosen != null) {
            chosen.start();
        }
        return true;
    }

    /** Gives the next call to the last idle thread, or to a new one; null if none may run. */
    private @Nullable IoThread assign() {
        QueuedCall next = queues.take();
        if (next == null) {
            return null;
        }
        IoThread thread = idle.poll();
        if (thread == null) {
            threads++;
            thread = new IoThread(name + "-" + ++everStarted);
        }
        thread.handed = next;
        return thread;
    }

    /** Takes note that a call has run and finds the next for the same thread; null ends the thread. */
    private @Nullable QueuedCall next(IoThread thread, QueuedCall done, boolean mayIdle) {
        lock.lock();
        try {
            if (queues.done(done)) {
                lock.unlock();
                try {
                    super.disconnected(done.client().session());
                } finally {
                    lock.lock();
                }
            }
            // Those that stay are all busy, and come here as they are done.
            boolean tooMany = threads > options.threads() && idle.isEmpty();
            QueuedCall next = tooMany ? null : queues.take();
            if (next != null) {
                return next;
            }
            if (stopping || !mayIdle || tooMany) {
                ended();
                return null;
            }
            idle.push(thread);
        } finally {
            lock.unlock();
        }
        return thread.awaitCall();
    }

    /** An idle thread gives up; its call, should one have been handed to it just now. */
    private @Nullable QueuedCall giveUp(IoThread thread) {
        lock.lock();
        try {
            QueuedCall handed = thread.handed;
            if (handed == null) {
                idle.remove(thread);
                ended();
            }
            return handed;
        } finally {
            lock.unlock();
        }
    }

    private void ended() {
        threads--;
        if (threads == 0) {
            noThread.signalAll();
        }
    }

    @Override
    public void disconnected(Session session) {
        boolean idleSession;
        lock.lock();
        try {
            idleSession = queues.running(session) == 0;
            queues.drop(session);
        } finally {
            lock.unlock();
        }
        if (idleSession) {
            super.disconnected(session);
        }
    }

    /** Runs what waits, ends the threads and then stops the translators below. Waits for calls that run. */
    @Override
    public void stop() {
        List<IoThread> asleep;
        lock.lock();
        try {
            stopping = true;
            asleep = new ArrayList<>(idle);
        } finally {
            lock.unlock();
        }
        asleep.forEach(IoThread::wake);
        lock.lock();
        try {
            while (threads > 0) {
                noThread.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        super.stop();
    }

    /** From now on these options hold; threads that are too many end as their calls are done. */
    public void reconfigure(IoThreadsOptions newOptions) {
        lock.lock();
        try {
            options = newOptions;
            queues.setLimits(newOptions.limits());
        } finally {
            lock.unlock();
        }
    }

    /** How many calls wait, by priority. */
    public Map<Priority, Integer> depths() {
        Map<Priority, Integer> depths = new EnumMap<>(Priority.class);
        lock.lock();
        try {
            for (Priority priority : Priority.QUEUED) {
                depths.put(priority, queues.depth(priority));
            }
        } finally {
            lock.unlock();
        }
        return depths;
    }

    /** How many bytes of payload wait, by priority. */
    public Map<Priority, Long> queuedBytes() {
        Map<Priority, Long> bytes = new EnumMap<>(Priority.class);
        lock.lock();
        try {
            for (Priority priority : Priority.QUEUED) {
                bytes.put(priority, queues.bytes(priority));
            }
        } finally {
            lock.unlock();
        }
        return bytes;
    }

    /** By which its threads are named. */
    public String name() {
        return name;
    }

    /** How many threads there are. */
    public int threads() {
        lock.lock();
        try {
            return threads;
        } finally {
            lock.unlock();
        }
    }

    /** One thread: runs the call that it was handed, then whatever is next, then waits to be handed another. */
    private final class IoThread {
        private final Thread thread;
        /** Set under the lock while the thread is idle or not started; taken by the thread. */
        private volatile @Nullable QueuedCall handed;

        IoThread(String threadName) {
            thread = Thread.ofPlatform().daemon(true).name(threadName).unstarted(() -> serve(true));
        }

        void start() {
            try {
                thread.start();
            } catch (OutOfMemoryError noThreads) {
                // The machine gives no more threads. Late is better than never: the caller's does the work.
                serve(false);
            }
        }

        void wake() {
            LockSupport.unpark(thread);
        }

        private void serve(boolean mayIdle) {
            QueuedCall call = handed;
            while (call != null) {
                handed = null;
                call.run(below());
                call = next(this, call, mayIdle);
            }
        }

        /** Waits to be handed a call; null when none came for so long that the thread shall end. */
        @Nullable
        QueuedCall awaitCall() {
            long deadline = System.nanoTime() + options.idle().toNanos();
            while (handed == null) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || stopping) {
                    return giveUp(this);
                }
                LockSupport.parkNanos(this, left);
                // Nothing that runs here is meant to be interrupted; a stray interrupt must not make this loop spin.
                Thread.interrupted();
            }
            return handed;
        }
    }
}
