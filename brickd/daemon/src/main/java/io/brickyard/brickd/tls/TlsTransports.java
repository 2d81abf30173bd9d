package io.brickyard.brickd.tls;

import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;

import io.brickyard.brickd.net.Transport;

/**
 * Puts new connections in TLS 1.2 or 1.3, with the certificate of the moment: it can be read anew while connections that
 * are there go on. Thread-safe.
 */
public final class TlsTransports implements Transport.Factory {
    private final TlsFiles files;
    private final Consumer<String> notes;
    private volatile TlsIdentity identity;

    /**
     * Reads the files.
     *
     * @param notes takes a line for what works but deserves a look
     * @throws TlsException if they are of no use
     */
    public TlsTransports(TlsFiles files, Consumer<String> notes) throws TlsException {
        this.files = files;
        this.notes = notes;
        this.identity = TlsIdentity.read(files, notes);
    }

    /** Reads the files anew, for connections to come; if they are of no use, what was read before stays. */
    public void reload() throws TlsException {
        identity = TlsIdentity.read(files, notes);
    }

    /** When the server's certificate expires. */
    public Instant certificateEnds() {
        return identity.ends();
    }

    @Override
    public Transport over(SocketChannel channel) {
        SSLEngine engine = identity.context().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(true);
        engine.setEnabledProtocols(new String[]{"TLSv1.3", "TLSv1.2"});
        return new TlsTransport(channel, engine);
    }
}
