package io.brickyard.brickd.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import io.brickyard.xlator.ServerFiles;

/** A port that is this process's: clients can connect to it, and wait until a {@link Listener} on it is started. */
public final class BoundPort implements AutoCloseable {
    private static final int QUEUE = 1024;

    private final ServerSocketChannel channel;

    private BoundPort(ServerSocketChannel channel) {
        this.channel = channel;
    }

    /** Takes the port; a port of 0 takes any that is free. */
    public static BoundPort bind(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, QUEUE);
            return new BoundPort(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Makes a socket for root in the file system, in place of one that an earlier process may have left there. */
    public static BoundPort bind(Path socket) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            Files.deleteIfExists(socket);
            channel.bind(UnixDomainSocketAddress.of(socket), QUEUE);
            ServerFiles.makePrivate(socket);
            return new BoundPort(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Its number, unless it is in the file system. */
    public int number() {
        return channel.socket().getLocalPort();
    }

    ServerSocketChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
