package io.brickyard.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free TCP ports on 127.0.0.1, each given out once per JVM. They lie below Linux's ephemeral range, so that no outgoing
 * connection takes one between this call and the server's bind.
 */
public final class TcpPorts {
    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final Set<Integer> GIVEN = new HashSet<>();

    private TcpPorts() {
    }

    /** A port that nothing listens on now. */
    public static synchronized int free() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (canBind(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new AssertionError("no free TCP port on 127.0.0.1 between " + FIRST + " and " + END);
    }

    private static boolean canBind(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
