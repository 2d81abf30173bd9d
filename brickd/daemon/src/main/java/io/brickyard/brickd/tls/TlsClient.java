package io.brickyard.brickd.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Consumer;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * Connects to bricks by TLS 1.2 or 1.3, as GlusterFS's clients do: with a certificate of its own, and to servers whose
 * certificate leads to a trusted one, whatever name it is for.
 */
public final class TlsClient {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final TlsIdentity identity;

    /**
     * Reads the files.
     *
     * @param notes takes a line for what works but deserves a look
     * @throws TlsException if they are of no use
     */
    public TlsClient(TlsFiles files, Consumer<String> notes) throws TlsException {
        this.identity = TlsIdentity.read(files, notes);
    }

    /** Connects and shakes hands. */
    public Socket connect(InetSocketAddress address, int connectMillis) throws IOException {
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.connect(address, connectMillis);
            plain.setSoTimeout(connectMillis);
            SSLSocket secure = (SSLSocket) identity.context().getSocketFactory().createSocket(plain,
                    address.getHostString(), address.getPort(), true);
            secure.setEnabledProtocols(PROTOCOLS);
            secure.startHandshake();
            secure.setSoTimeout(0);
            return secure;
        } catch (SSLException e) {
            plain.close();
            throw new IOException("TLS: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }
}
