package io.brickyard.xlator.stats;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The segments that the time of a call on the network is cut into, in the order in which it passes them. Those of
 * {@link Place#CALL} add up to the whole, exactly, for each call.
 */
public enum RpcSegment {
    /** The whole: from when the client's stack handed the call to protocol/client until the reply came back there. */
    TOTAL(Place.WHOLE, "total"),
    CLIENT_ENCODE(Place.CALL, "client: encode"),
    /** Until writing to the socket begins: for calls that are written together, and for other threads' writes. */
    CLIENT_SEND(Place.CALL, "client: wait for the socket"),
    /** For calls that were read together with it and stood before it. */
    BRICK_TURN(Place.CALL, "brick: wait for its turn"),
    BRICK_DECODE(Place.CALL, "brick: decode"),
    /** In the queues of translators. */
    BRICK_WAIT(Place.BRICK_STACK, "brick: wait for a thread"),
    BRICK_STORAGE(Place.BRICK_STACK, "brick: storage"),
    BRICK_STACK(Place.BRICK_STACK, "brick: other translators"),
    /**
     * What is left: both kernels and the wire, in both directions, and the brick's work on the reply from its encoding on.
     * Where the brick does not answer, all of the brick as well.
     */
    REST(Place.CALL, "wire and both kernels"),
    /** For replies that were read together with its own and stood before it. */
    CLIENT_TURN(Place.CALL, "client: wait for its turn"),
    CLIENT_DECODE(Place.CALL, "client: decode"),
    /** A part of the rest that the brick's own dump knows. */
    REPLY_ENCODE(Place.REST, "brick: encode"),
    /** Until writing the reply begins; a part of the rest that the brick's own dump knows. */
    REPLY_SEND(Place.REST, "brick: wait for the socket"),
    /** The client's system call that wrote it, maybe with others. The brick may be at work before it returns. */
    CLIENT_WRITE(Place.BESIDE, "client: write call"),
    /** The brick's system call that wrote the reply, maybe with others. The client may be at work before it returns. */
    BRICK_WRITE(Place.BESIDE, "brick: write call");

    /** What a segment is part of. */
    public enum Place {
        /** It is the whole. */
        WHOLE,
        /** Part of the whole, between the stacks of client and brick. */
        CALL,
        /** Part of the whole, and within the brick's stack, where the brick's probes see it. */
        BRICK_STACK,
        /** Part of {@link RpcSegment#REST}. */
        REST,
        /** Runs at the same time as others. */
        BESIDE
    }

    private final Place place;
    private final String title;

    RpcSegment(Place place, String title) {
        this.place = place;
        this.title = title;
    }

    /** What it is part of. */
    public Place place() {
        return place;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** Its key in dumps, such as {@code client-encode}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The segment of a key. */
    public static Optional<RpcSegment> of(String key) {
        return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
    }
}
