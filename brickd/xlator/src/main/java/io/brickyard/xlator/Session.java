package io.brickyard.xlator;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A client's stay: from SETVOLUME until its connection ends. Translators keep what belongs to it here, each under a key of
 * its own (files opened, locks held, tokens).
 */
public final class Session {
    private final String identity;
    private final String processName;
    private final String address;
    private final ConcurrentHashMap<Object, Object> contexts = new ConcurrentHashMap<>();

    /**
     * A new stay.
     *
     * @param identity the same for all connections of one client graph, over reconnects too (client_uid and graph id)
     * @param processName what the client calls its program, {@code glustershd} for a self-heal daemon; it is self-declared
     * @param address host and port of the other end
     */
    public Session(String identity, String processName, String address) {
        this.identity = identity;
        this.processName = processName;
        this.address = address;
    }

    /** The same for all connections of one client graph, over reconnects too. */
    public String identity() {
        return identity;
    }

    /** What the client calls its program; it is self-declared. */
    public String processName() {
        return processName;
    }

    /** Host and port of the other end. */
    public String address() {
        return address;
    }

    /** What {@code owner} keeps for this session, made at first use. {@code type} is what {@code make} gives. */
    public <T> T context(Object owner, Class<T> type, Function<Session, T> make) {
        // Found in nearly every call: a look alone takes no lock and makes no object.
        Object known = contexts.get(owner);
        return type.cast(known != null ? known : contexts.computeIfAbsent(owner, key -> make.apply(this)));
    }
}
