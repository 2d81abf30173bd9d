package io.brickyard.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;

/** How connections to bricks and management daemons are made. */
@FunctionalInterface
public interface Links {
    /** Plain TCP; who has no certificate cannot reach what wants TLS. */
    Links PLAIN = (address, connectMillis, tls) -> {
        if (tls) {
            throw new IOException("it wants TLS, for which no certificate was given");
        }
        return plain(address, connectMillis);
    };

    /** Connects. */
    Socket connect(InetSocketAddress address, int connectMillis, boolean tls) throws IOException;

    /** Connects by plain TCP. */
    static Socket plain(InetSocketAddress address, int connectMillis) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(address, connectMillis);
            return channel.socket();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
