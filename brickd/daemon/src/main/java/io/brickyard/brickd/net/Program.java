package io.brickyard.brickd.net;

import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.xdr.XdrReader;

/** A set of procedures that clients can call. */
public interface Program {
    /** For people. */
    String name();

    /** Program number. */
    int number();

    /** Program version. */
    int version();

    /** Whether DUMP tells of it. */
    default boolean isListed() {
        return true;
    }

    /**
     * Serves one call on its connection's own thread, which must not wait here. The arguments are valid until this
     * returns. Arguments that do not decode are thrown as
     * {@link io.brickyard.wire.xdr.MalformedMessageException} and answered as GARBAGE_ARGS.
     */
    void serve(RpcCall call, XdrReader arguments, Connection connection);

    /** A connection that may have called this program has ended; called on its thread. */
    default void ended(Connection connection) {
    }
}
