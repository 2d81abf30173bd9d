package io.brickyard.wire.fop;

import java.nio.ByteBuffer;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictType;
import io.brickyard.wire.dict.DictValue;
import org.jspecify.annotations.Nullable;

/**
 * What a brick of ours says in a reply's xdata about the time that the call took there, if the call asked; all in
 * nanoseconds of the brick's own clock. Together they are the time from when the last byte of the call had been read from
 * the socket until its reply was about to be encoded. What follows, the brick does not know yet when it says this.
 *
 * <p>A client first asks by {@link #KEY} in SETVOLUME, and a brick that has it in its reply answers the same key in the
 * xdata of any call. Stock bricks ignore the key in both places. Its value in a reply: five big-endian 64-bit numbers in the order of
 * the components; later versions may append more.
 *
 * @param turnNanos waited for calls that were read together with it and stood before it
 * @param decodeNanos until it was decoded and wound
 * @param waitNanos in the queues of translators, such as for an io-thread
 * @param storageNanos in storage/posix
 * @param stackNanos in the other translators
 */
public record BrickTimes(long turnNanos, long decodeNanos, long waitNanos, long storageNanos, long stackNanos) {
    /** Asks for it, and answers. */
    public static final String KEY = "brickyard.times";
    private static final int BYTES = 5 * Long.BYTES;
    private static final Dict WISH = Dict.of(KEY, new DictValue.Uint(1));

    /** Whether a call or SETVOLUME asks, or a SETVOLUME reply agrees. */
    public static boolean areIn(Dict dict) {
        return !dict.isEmpty() && dict.contains(KEY);
    }

    /** The same call, asking; only READ and WRITE can. */
    public static FopRequest ask(FopRequest request) {
        return switch (request) {
            case Read r -> new Read(r.gfid(), r.fd(), r.offset(), r.sizeBytes(), r.flags(), wish(r.xdata()));
            case Write r -> new Write(r.gfid(), r.fd(), r.offset(), r.sizeBytes(), r.flags(), wish(r.xdata()),
                    r.payload());
            default -> throw new IllegalArgumentException(request.fop() + " is not timed");
        };
    }

    private static Dict wish(Dict xdata) {
        return xdata.isEmpty() ? WISH : xdata.with(KEY, WISH.valueAt(0));
    }

    /** What a reply says; null if nothing, or nothing that can be. */
    public static @Nullable BrickTimes of(Dict xdata) {
        byte[] bytes = xdata.isEmpty() ? null : xdata.getBytes(KEY);
        if (bytes == null || bytes.length < BYTES) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        var times = new BrickTimes(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
        boolean possible = (times.turnNanos | times.decodeNanos | times.waitNanos | times.storageNanos
                | times.stackNanos) >= 0;
        return possible ? times : null;
    }

    /** The same reply, saying this. */
    public FopReply addTo(FopReply reply) {
        byte[] bytes = ByteBuffer.allocate(BYTES).putLong(turnNanos).putLong(decodeNanos).putLong(waitNanos)
                .putLong(storageNanos).putLong(stackNanos).array();
        return reply.withXdata(reply.xdata().with(KEY, new DictValue.Bytes(DictType.PTR, bytes)));
    }

    /** Whether all of it can have happened in so long. */
    public boolean fitIn(long nanos) {
        long left = nanos;
        for (long part : new long[]{turnNanos, decodeNanos, waitNanos, storageNanos, stackNanos}) {
            if (part > left) {
                return false;
            }
            left -= part;
        }
        return left >= 0;
    }
}
