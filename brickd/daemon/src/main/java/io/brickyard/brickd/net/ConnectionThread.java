package io.brickyard.brickd.net;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.brickyard.posix.Background;
import org.jspecify.annotations.Nullable;

/**
 * The thread of a connection: where few are connected it has one as long as it lives; in a crowd it rests without one while
 * it has nothing to do, and bytes or whoever needs its thread rouse it.
 */
final class ConnectionThread {
    private static final long NONE = -1;

    private final Crowd crowd;
    private final SocketLink link;
    private final Patience patience;
    private final Runnable work;
    private final Consumer<String> failed;
    private final InCrowd inCrowd = new InCrowd();
    private final AtomicBoolean resting = new AtomicBoolean(true);
    private volatile @Nullable CrowdedWait crowdedWait;
    private volatile long id = NONE;
    private volatile boolean background;

    /**
     * Rests as yet.
     *
     * @param work what each thread does, from {@link #begin} on
     * @param failed hears why no thread can be had
     */
    ConnectionThread(Crowd crowd, SocketLink link, Patience patience, Runnable work, Consumer<String> failed) {
        this.crowd = crowd;
        this.link = link;
        this.patience = patience;
        this.work = work;
        this.failed = failed;
    }

    /** Gives the connection a thread; false if it has one. From any thread. */
    boolean rouse() {
        if (!resting.compareAndSet(true, false)) {
            return false;
        }
        try {
            Thread.ofPlatform().daemon().name(crowd.name() + " " + link.peer()).start(work);
        } catch (OutOfMemoryError noThreads) {
            failed.accept("the machine gives no more threads");
        }
        return true;
    }

    boolean isResting() {
        return resting.get();
    }

    /** Whether the current thread is the connection's. */
    boolean isCurrent() {
        return Thread.currentThread().threadId() == id;
    }

    /** The current thread is the connection's from now on. */
    void begin() throws IOException {
        id = Thread.currentThread().threadId();
        if (background) {
            Background.begin();
        }
        link.begin(newWait());
    }

    private SocketWait newWait() throws IOException {
        if (!crowd.isLarge()) {
            return new OwnSelector(link.channel());
        }
        CrowdedWait made = new CrowdedWait(crowd.selector().register(link.channel(), inCrowd));
        crowdedWait = made;
        return made;
    }

    /** What it does is in the background from now on; told on it. */
    void toBackground() {
        background = true;
        Background.begin();
    }

    /** Leaves the connection without one until it is roused; after this another thread may be at work already. */
    void rest() throws IOException, CancelledKeyException {
        id = NONE;
        crowdedWait = null;
        resting.set(true);
        SharedSelector.watch(crowd.selector().register(link.channel(), inCrowd), SelectionKey.OP_READ);
    }

    /** What the shared selector tells. */
    private final class InCrowd implements SharedSelector.Member {
        @Override
        public void ready(int operations) {
            CrowdedWait wait = crowdedWait;
            if (!rouse() && wait != null) {
                wait.ready(operations);
            }
        }

        @Override
        public void look(long nowNanos) {
            // With a thread, it sees to this itself.
            if (patience.isOverForIntroduction(nowNanos)) {
                rouse();
            }
        }
    }
}
