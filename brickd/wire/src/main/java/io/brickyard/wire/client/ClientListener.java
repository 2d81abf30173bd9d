package io.brickyard.wire.client;

import io.brickyard.wire.program.Callback;

/** Hears what a server says unasked. Called on the client's reader thread; must not block. */
public interface ClientListener {
    /** Ignores everything. */
    ClientListener NONE = new ClientListener() {
    };

    /** The server called back. */
    default void onCallback(Callback callback) {
        // most clients have no use for it
    }

    /** The connection ended; comes once, after all outstanding calls were told. Not after {@link RpcClient#close}. */
    default void onDisconnect(CallFailedException why) {
        // the calls have been told
    }
}
