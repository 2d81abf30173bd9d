package io.brickyard.wire.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import io.brickyard.wire.rpc.RecordBatch;
import io.brickyard.wire.rpc.RecordReader;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * The far end of one connection, played by a test: it reads calls and answers or not, as the script says. Built from the
 * same record reader and batch that a server uses.
 */
final class ScriptedServer implements AutoCloseable {
    /** Small, so that a peer that does not read is felt soon. */
    private static final int BUFFER_BYTES = 64 << 10;

    private final ServerSocketChannel listening;
    private final Thread thread;

    /** What the far end does with its connection. */
    interface Script {
        void play(Connection connection) throws IOException;
    }

    /** The far end of the connection. */
    static final class Connection {
        private final SocketChannel channel;
        private final RecordReader reader;
        final RecordBatch replies = new RecordBatch(new XdrWriter(), 1024);

        Connection(SocketChannel channel) {
            this.channel = channel;
            this.reader = new RecordReader(channel, 64 << 10, 16 << 20);
        }

        boolean next(XdrReader record) throws IOException {
            return reader.next(record);
        }

        boolean hasNext() {
            return reader.hasNext();
        }

        void flush() throws IOException {
            replies.writeTo(channel);
        }
    }

    private ScriptedServer(ServerSocketChannel listening, Script script) {
        this.listening = listening;
        this.thread = new Thread(() -> serve(listening, script), "scripted server");
    }

    static ScriptedServer start(Script script) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open()
                .setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ScriptedServer server = new ScriptedServer(listening, script);
        server.thread.start();
        return server;
    }

    private static void serve(ServerSocketChannel listening, Script script) {
        try (SocketChannel channel = listening.accept()) {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
            script.play(new Connection(channel));
        } catch (ClosedChannelException | SocketException ended) {
            // the test is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RpcClient connect(RpcClientOptions options, ClientListener listener) throws IOException {
        SocketChannel channel = SocketChannel.open().setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES)
                .setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
        channel.connect(listening.getLocalAddress());
        return RpcClient.open(channel.socket(), options, listener);
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listening.getLocalAddress();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        thread.interrupt();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
