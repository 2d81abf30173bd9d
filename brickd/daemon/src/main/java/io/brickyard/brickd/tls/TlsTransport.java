package io.brickyard.brickd.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

import io.brickyard.brickd.net.DroppedException;
import io.brickyard.brickd.net.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in TLS. The connection's own thread reads and shakes hands; whoever writes replies, writes.
 *
 * <p>The client has proven its name by the time that its first byte comes out of {@link #read}. A second handshake on a
 * connection is refused, as OpenSSL does.
 */
final class TlsTransport implements Transport {
    private final SSLEngine engine;
    private final Opened opened;
    private final Sealed sealed;
    private HandshakeStatus handshake = HandshakeStatus.NEED_UNWRAP;
    private boolean proven;
    private boolean drained;
    private volatile @Nullable String commonName;

    /** For a socket in non-blocking mode and an engine that has not begun. */
    TlsTransport(SocketChannel channel, SSLEngine engine) {
        this.engine = engine;
        this.opened = new Opened(channel, engine);
        this.sealed = new Sealed(channel, engine);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        try {
            while (true) {
                switch (handshake) {
                    case NEED_TASK -> runTasks();
                    case NEED_WRAP -> {
                        reached(sealed.handshake());
                        if (handshake == HandshakeStatus.NEED_WRAP && !sealed.isFlushed()) {
                            drained = true;
                            return 0;
                        }
                    }
                    default -> {
                        int count = opened.read(target, handshake);
                        drained = opened.isDrained();
                        reached(opened.handshake());
                        if (count != 0 || drained) {
                            return count;
                        }
                    }
                }
            }
        } catch (SSLException e) {
            sealed.end();
            throw new DroppedException("TLS: " + reason(e), e);
        }
    }

    private void reached(HandshakeStatus status) throws SSLException {
        if (proven && status == HandshakeStatus.NEED_TASK && "TLSv1.2".equals(engine.getSession().getProtocol())) {
            throw new SSLException("the client wants to shake hands again");
        }
        handshake = status;
        if (!proven && (status == HandshakeStatus.FINISHED || status == HandshakeStatus.NOT_HANDSHAKING)) {
            commonName = CommonName.of(engine.getSession());
            proven = true;
        }
    }

    private void runTasks() throws SSLException {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        reached(engine.getHandshakeStatus());
    }

    /** What is wrong with a certificate {@link ChainVerifier} knows best, whose exception lies within. */
    private static String reason(SSLException e) {
        for (Throwable inner = e; inner != null; inner = inner.getCause()) {
            if (inner instanceof CertificateException) {
                return String.valueOf(inner.getMessage());
            }
        }
        return String.valueOf(e.getMessage());
    }

    @Override
    public boolean isDrained() {
        return drained;
    }

    @Override
    public long write(ByteBuffer[] sources, int first, int count) throws IOException {
        return sealed.write(sources, first, count);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return (int) sealed.write(new ByteBuffer[]{source}, 0, 1);
    }

    @Override
    public boolean flush() throws IOException {
        return sealed.flush();
    }

    @Override
    public boolean isFlushed() {
        return sealed.isFlushed();
    }

    @Override
    public @Nullable String commonName() {
        return commonName;
    }

    @Override
    public void end() {
        sealed.end();
    }
}
