package io.brickyard.xlator.stats;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Session;
import org.jspecify.annotations.Nullable;

/** Counts the files that clients hold open through a probe: OPEN and CREATE less RELEASE, and what disconnected. */
final class OpenFiles {
    private long open;
    private long most;
    private @Nullable Instant mostSince;

    /**
     * How many there are.
     *
     * @param now open at the moment
     * @param most open at any one time
     * @param mostSince when that was first reached, null before any was opened
     */
    record Count(long now, long most, @Nullable Instant mostSince) {}

    /** Takes note of an answered call if it opened or closed a file. */
    void answered(Call call, Fop fop, FopReply reply) {
        if ((fop == Fop.OPEN || fop == Fop.CREATE) && !reply.failed()) {
            ofSession(call.session()).incrementAndGet();
            add(1);
        } else if (fop == Fop.RELEASE) {
            AtomicInteger own = ofSession(call.session());
            // A second RELEASE of one file must not count another's.
            if (own.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
                add(-1);
            }
        }
    }

    void disconnected(Session session) {
        add(-ofSession(session).getAndSet(0));
    }

    synchronized Count count() {
        return new Count(open, most, mostSince);
    }

    private AtomicInteger ofSession(Session session) {
        return session.context(this, AtomicInteger.class, made -> new AtomicInteger());
    }

    private synchronized void add(int files) {
        open += files;
        if (open > most) {
            most = open;
            mostSince = Instant.now();
        }
    }
}
