package io.brickyard.xlator;

import io.brickyard.wire.fop.FopReply;
import org.jspecify.annotations.Nullable;

/**
 * A layer of a brick or client stack. Calls wind down, replies unwind up.
 *
 * <p>{@link #wind} never waits: not for a disk, not for tokens, not for a lock. What has to wait goes to a thread or a queue
 * of the translator's own, and the reply unwinds from there. Each call is unwound exactly once.
 */
public interface Translator {
    /**
     * Takes a call on, or passes it to the translator below.
     *
     * @param up takes the reply, on any thread
     */
    void wind(Call call, Unwind up);

    /**
     * Answers a call on this thread if that takes no wait at all, such as a READ of pages in memory. What comes back as
     * null was not executed and is wound then. Only io-threads asks, before it queues a call.
     */
    default @Nullable FopReply answerNow(Call call) {
        return null;
    }

    /**
     * Whether a call that io-threads would let pass, such as one for a lock, may have to wait for a disk just now. Only
     * io-threads asks, and then queues the call as any other. Takes no wait itself.
     */
    default boolean mayWait(Call call) {
        return false;
    }

    /**
     * The client is gone, though calls of it may still run below: gives back at once what others wait for, and gives its
     * calls nothing such any more. {@link #disconnected} follows when the last of them is done. Translators call it
     * that hold {@link #disconnected} back for calls of the client, such as io-threads, perhaps more than once.
     */
    default void leaving(Session session) {
    }

    /**
     * The client is gone: drops what is kept for it and answers none of its calls any more. Called once, after the last
     * {@link #wind} of that session began.
     */
    default void disconnected(Session session) {
    }

    /** Ends threads and timers; no call is wound any more. */
    default void stop() {
    }
}
