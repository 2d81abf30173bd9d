package io.brickyard.wire.program;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the process-uuid texts of one client process in stock's form, one per connection: a brick never sees an old one
 * again. Thread-safe.
 */
public final class ClientIdentity {
    private final String prefix;
    private final AtomicInteger connections = new AtomicInteger();

    /**
     * An identity that is new in the world.
     *
     * @param hostName of this machine
     * @param translatorName what stock would call the client translator, such as VOL-client-0
     */
    public ClientIdentity(String hostName, String translatorName) {
        prefix = "CTX_ID:" + UUID.randomUUID() + "-GRAPH_ID:0-PID:" + ProcessHandle.current().pid() + "-HOST:"
                + hostName
                + "-PC_NAME:" + translatorName + "-RECON_NO:-";
    }

    /** The identity for the next connection. */
    public String next() {
        return prefix + connections.getAndIncrement();
    }
}
