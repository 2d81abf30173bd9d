package io.brickyard.heal.replica;

import java.util.Arrays;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.type.Errno;
import org.jspecify.annotations.Nullable;

/**
 * What bricks answered to one request.
 *
 * @param <A> shape of the reply
 */
public final class Answers<A extends FopReply> {
    private final @Nullable Object[] replies;
    private final Class<A> shape;
    private final Bricks asked;

    Answers(@Nullable Object[] replies, Class<A> shape, Bricks asked) {
        this.replies = replies;
        this.shape = shape;
        this.asked = asked;
    }

    /** The answer of a brick, which may say that it failed; a brick that is away has none. */
    public @Nullable A get(int brick) {
        return shape.cast(replies[brick]);
    }

    /** The answer of a brick that is among {@link #ok}. */
    public A of(int brick) {
        A reply = get(brick);
        if (reply == null) {
            throw new IllegalStateException("brick " + brick + " has not answered");
        }
        return reply;
    }

    /** Bricks that did it. */
    public Bricks ok() {
        return asked.filter(i -> replies[i] instanceof FopReply reply && !reply.failed());
    }

    /** Bricks that did not, for whatever reason. */
    public Bricks failed() {
        return asked.minus(ok());
    }

    /** Bricks that could not be asked or did not answer. */
    public Bricks absent() {
        return asked.filter(i -> replies[i] == null);
    }

    /** Bricks that failed with this error. */
    public Bricks failedWith(Errno errno) {
        return asked.filter(i -> replies[i] instanceof FopReply reply && reply.failed()
                && reply.opErrno() == errno.code());
    }

    /** Why a brick did not do it; 0 if it did. */
    public int errno(int brick) {
        return replies[brick] instanceof FopReply reply ? reply.failed() ? reply.opErrno() : 0
                : Errno.ENOTCONN.code();
    }

    /** Insists that all did it. */
    public Answers<A> needAll(String what) throws NotHealedException {
        return needAllOf(asked, what);
    }

    /** Insists that some bricks did it. */
    public Answers<A> needAllOf(Bricks some, String what) throws NotHealedException {
        int first = failed().within(some).lowest();
        if (first >= 0) {
            throw NotHealedException.of(errno(first), what + " on brick " + first);
        }
        return this;
    }

    @Override
    public String toString() {
        return Arrays.toString(replies);
    }
}
