package io.brickyard.xlator;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A client's stay: from SETVOLUME until its connection ends. Translators keep what belongs to it here, each under a key of
 * its own (files opened, locks held, tokens).
 */
public final class Session {
    /** What programs call themselves that only heal. */
    public static final List<String> HEALERS = List.of("glustershd", "brickyard-heal");

    private final String identity;
    private final String processName;
    private final boolean healer;
    private final String address;
    private final Origin origin;
    private final ConcurrentHashMap<Object, Object> contexts = new ConcurrentHashMap<>();

    /**
     * What a brick knows of where a client comes from, beside its address.
     *
     * @param commonName of its certificate; empty without TLS
     * @param login the user that it gave the password of; empty without
     * @param subdir the directory that it mounted; {@code /} for the whole volume
     * @param sameHost whether it runs on the brick's own host
     */
    public record Origin(String commonName, String login, String subdir, boolean sameHost) {
        /** Of a client of which nothing is known. */
        public static final Origin UNKNOWN = new Origin("", "", "/", false);
    }

    /** A new stay of a client of which nothing more is known. */
    public Session(String identity, String processName, String address) {
        this(identity, processName, address, Origin.UNKNOWN);
    }

    /**
     * A new stay.
     *
     * @param identity the same for all connections of one client graph, over reconnects too (client_uid and graph id)
     * @param processName what the client calls its program, {@code glustershd} for a self-heal daemon; it is self-declared
     * @param address host and port of the other end
     * @param origin what else is known of where it comes from
     */
    public Session(String identity, String processName, String address, Origin origin) {
        this.origin = origin;
        this.identity = identity;
        this.processName = processName;
        this.healer = HEALERS.contains(processName);
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

    /** Whether its program only heals, by what it says: nobody waits for what it does. */
    public boolean isHealer() {
        return healer;
    }

    /** Host and port of the other end. */
    public String address() {
        return address;
    }

    /** The address of the other end without its port; empty if it is none. */
    public Optional<InetAddress> host() {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        try {
            return Optional.of(InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What else is known of where it comes from. */
    public Origin origin() {
        return origin;
    }

    /** What {@code owner} keeps for this session, made at first use. {@code type} is what {@code make} gives. */
    public <T> T context(Object owner, Class<T> type, Function<Session, T> make) {
        // Found in nearly every call: a look alone takes no lock and makes no object.
        Object known = contexts.get(owner);
        return type.cast(known != null ? known : contexts.computeIfAbsent(owner, key -> make.apply(this)));
    }
}
