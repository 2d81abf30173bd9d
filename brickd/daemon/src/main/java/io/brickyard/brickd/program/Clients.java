package io.brickyard.brickd.program;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.brickyard.brickd.net.Connection;
import io.brickyard.wire.program.Callback;
import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.Session;

/**
 * The clients of the brick by identity. As in stock, files and locks belong to the identity and go with the last of its
 * connections; stock clients take a new one at every reconnect. Thread-safe.
 */
public final class Clients {
    private static final String RECONNECT_MARK = "-RECON_NO:";

    private final Consumer<Session> onGone;
    private final Map<String, Client> byIdentity = new HashMap<>();
    private final ConcurrentHashMap<Session, Client> bySession = new ConcurrentHashMap<>();

    /** Without clients yet; {@code onGone} hears of each session whose last connection ended. */
    public Clients(Consumer<Session> onGone) {
        this.onGone = onGone;
    }

    /** Binds a connection to the client of an identity. */
    synchronized Client join(Connection connection, Admission.Granted granted, long opVersion) {
        String identity = granted.identity();
        Gfid root = granted.root();
        Client client = byIdentity.get(identity);
        if (client == null || !client.root().equals(root)) {
            client = new Client(identity, new Session(stable(identity), granted.processName(), connection.peer(),
                    origin(connection, granted)), root, opVersion);
            byIdentity.put(identity, client);
            bySession.put(client.session(), client);
        }
        client.connections().add(connection);
        connection.attach(client);
        return client;
    }

    private static Session.Origin origin(Connection connection, Admission.Granted granted) {
        String commonName = connection.commonName();
        InetAddress there = connection.peerAddress().getAddress();
        boolean sameHost = there.isLoopbackAddress() || there.equals(connection.localAddress().getAddress());
        return new Session.Origin(commonName == null ? "" : commonName, granted.login(), granted.subdirectory(),
                sameHost);
    }

    /** What stays the same over the reconnects of one client graph. */
    private static String stable(String identity) {
        int mark = identity.indexOf(RECONNECT_MARK);
        return mark < 0 ? identity : identity.substring(0, mark);
    }

    /** The client of a connection that ended loses it, and goes with the last one. */
    void leave(Connection connection) {
        if (!(connection.attachment() instanceof Client client)) {
            return;
        }
        synchronized (this) {
            client.connections().remove(connection);
            if (!client.connections().isEmpty()) {
                return;
            }
            byIdentity.remove(client.identity(), client);
            bySession.remove(client.session());
        }
        onGone.accept(client.session());
    }

    /** Calls the client of a session, if it is still there. */
    public void call(Session session, Callback callback) {
        Client client = bySession.get(session);
        if (client != null) {
            client.call(callback);
        }
    }

    /** Calls every client. */
    public void callAll(Callback callback) {
        bySession.values().forEach(client -> client.call(callback));
    }

    /**
     * One connection of a client.
     *
     * @param session of the client
     * @param connection what it is connected by
     * @param opVersion of GlusterFS that it says it is; 0 if it does not
     */
    public record Connected(Session session, Connection connection, long opVersion) {}

    /** The connections of now, by address. */
    public List<Connected> connected() {
        return bySession.values().stream()
                .flatMap(client -> client.connections().stream()
                        .map(connection -> new Connected(client.session(), connection, client.opVersion())))
                .sorted(Comparator.comparing(connected -> connected.connection().peer())).toList();
    }

    /** The sessions of now. */
    public List<Session> sessions() {
        return List.copyOf(bySession.keySet());
    }
}
