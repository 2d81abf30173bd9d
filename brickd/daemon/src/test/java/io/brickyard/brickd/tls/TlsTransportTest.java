package io.brickyard.brickd.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

import io.brickyard.brickd.net.Transport;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.wire.rpc.RecordReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a client finds in each TLS record: JDK's sockets give the bytes of one in one read, as OpenSSL does. */
class TlsTransportTest {
    private static final long LIMIT_SECONDS = 60;
    private static final int ROOM = 1 << 16;

    @TempDir
    private Path directory;
    private TlsFiles files;

    @BeforeEach
    void makeCertificates() throws IOException {
        Peers.require(Peer.OPENSSL);
        TestCertificates made = new TestCertificates(directory);
        made.signed("server", "/CN=server");
        files = made.files("server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void shouldBeginATlsRecordWhenAnRpcRecordBeginsAndRecordsAreWrittenTogether(String version) throws Exception {
        long seed = System.nanoTime();
        System.out.println("TlsTransportTest seed " + seed);
        List<byte[]> records = records(new Random(seed));
        try (ServerSocketChannel listener = ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SSLSocket client = (SSLSocket) TlsIdentity.read(files, note -> {}).context().getSocketFactory()
                        .createSocket()) {
            client.setEnabledProtocols(new String[]{version});
            client.setSoTimeout((int) TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
            FutureTask<Void> server = new FutureTask<>(() -> {
                serve(listener, records);
                return null;
            });
            Thread.ofPlatform().daemon().start(server);
            client.connect(listener.getLocalAddress());
            client.getOutputStream().write(1);
            byte[] room = new byte[ROOM];
            for (byte[] record : records) {
                ByteArrayOutputStream received = new ByteArrayOutputStream();
                while (received.size() < record.length) {
                    int count = client.getInputStream().read(room);
                    assertTrue(count > 0, "ended early");
                    received.write(room, 0, count);
                }
                assertArrayEquals(record, received.toByteArray());
            }
            server.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Small and large ones, as replies come; some are longer than a TLS record may be. */
    private static List<byte[]> records(Random random) {
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            byte[] record = new byte[Integer.BYTES + (i % 7 == 0 ? random.nextInt(ROOM) : random.nextInt(600))];
            random.nextBytes(record);
            ByteBuffer.wrap(record).putInt((record.length - Integer.BYTES) | RecordReader.LAST_FRAGMENT);
            records.add(record);
        }
        return records;
    }

    /** Writes all of them with gathering writes, cut into buffers behind each header as the daemon does. */
    private void serve(ServerSocketChannel listener, List<byte[]> records) throws IOException, TlsException {
        ByteBuffer[] pieces = pieces(records);
        try (SocketChannel channel = listener.accept(); Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            Transport transport = new TlsTransports(files, note -> {}).over(channel);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            while (transport.read(ByteBuffer.allocate(ROOM)) == 0) {
                key.interestOps(transport.isFlushed() ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
                selector.select();
                selector.selectedKeys().clear();
            }
            key.interestOps(SelectionKey.OP_WRITE);
            int first = 0;
            while (first < pieces.length || !transport.isFlushed()) {
                transport.flush();
                transport.write(pieces, first, pieces.length - first);
                while (first < pieces.length && !pieces[first].hasRemaining()) {
                    first++;
                }
                selector.select();
                selector.selectedKeys().clear();
            }
        }
    }

    private static ByteBuffer[] pieces(List<byte[]> records) {
        List<ByteBuffer> pieces = new ArrayList<>();
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        for (byte[] record : records) {
            int header = Math.min(record.length, 100);
            together.write(record, 0, header);
            if (header < record.length) {
                pieces.add(ByteBuffer.wrap(together.toByteArray()));
                pieces.add(ByteBuffer.wrap(record, header, record.length - header).slice());
                together.reset();
            }
        }
        pieces.add(ByteBuffer.wrap(together.toByteArray()));
        return pieces.toArray(ByteBuffer[]::new);
    }
}
