package io.brickyard.client;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClient;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.program.GetSpecReply;
import io.brickyard.wire.program.GetSpecRequest;
import io.brickyard.wire.program.HandshakeProgram;
import io.brickyard.wire.program.PortByBrickReply;
import io.brickyard.wire.program.PortByBrickRequest;
import io.brickyard.wire.program.PortmapProgram;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Errno;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;

/** A conversation with glusterd, or with brickd's management port. */
public final class Management implements AutoCloseable {
    /** Where it is, all daemons of a cluster and their clients speak TLS with each other; what it holds does not matter. */
    private static final String SECURE_ACCESS = "/var/lib/glusterd/secure-access";
    private static final int CONNECT_MILLIS = 10_000;
    /** A release that is new enough for all volumes; glusterd refuses clients that are older than a volume needs. */
    private static final Dict VERSIONS = Dict.builder().putText("min-op-version", "1")
            .putText("max-op-version", "100000").build();

    private final String name;
    private final RpcClient rpc;
    /** What may be wrong where the daemon says nothing. */
    private final String doubt;

    private Management(String name, RpcClient rpc, String doubt) {
        this.name = name;
        this.rpc = rpc;
        this.doubt = doubt;
    }

    /**
     * Connects by plain TCP.
     *
     * @throws IOException names host and port
     */
    public static Management connect(String host, int port) throws IOException {
        return connect(host, port, Links.PLAIN, false, "; maybe it wants TLS");
    }

    /**
     * Connects as stock's clients do: by TLS if this machine has the file {@value #SECURE_ACCESS}.
     *
     * @throws IOException names host and port
     */
    public static Management connect(String host, int port, Links links) throws IOException {
        boolean tls = Files.exists(Path.of(SECURE_ACCESS));
        return connect(host, port, links, tls, tls ? "; TLS, as " + SECURE_ACCESS + " says, is maybe not what it wants"
                : "; if it wants TLS, as clusters with " + SECURE_ACCESS + " do, make that file here as well");
    }

    private static Management connect(String host, int port, Links links, boolean tls, String doubt)
            throws IOException {
        String name = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        try {
            Socket socket = links.connect(Reach.resolve(host, port), CONNECT_MILLIS, tls);
            try {
                return new Management(name, RpcClient.open(socket, RpcClientOptions.DEFAULT, ClientListener.NONE),
                        doubt);
            } catch (IOException | RuntimeException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            throw Reach.unreachable("the management daemon at " + name, e);
        }
    }

    /**
     * A graph that the daemon gives out.
     *
     * @param volume the volume's name for its clients' graph, or another key such as {@code shd/VOLUME}
     * @throws IOException if there is none
     */
    public Volfile volfile(String volume) throws IOException {
        GetSpecReply reply = answer(rpc.call(HandshakeProgram.GETSPEC,
                new GetSpecRequest(1, volume, VERSIONS), Credential.opening()));
        if (reply.opRet() < 0 || reply.spec().isEmpty()) {
            String why = reply.opErrno() == Errno.ENOENT.code() || reply.opRet() >= 0 ? ""
                    : " (" + Errno.describe(reply.opErrno()) + ")";
            throw new IOException(name + " has no volume '" + volume + "'" + why
                    + "; 'gluster volume list' there names those that it has");
        }
        try {
            return Volfile.parse(reply.spec());
        } catch (VolfileException e) {
            throw new IOException("the volfile of volume '" + volume + "' from " + name + ": " + e.getMessage(), e);
        }
    }

    /** The port of a brick; 0 if it is not known there, or not running. */
    public int portOf(String brickPath) throws IOException {
        PortByBrickReply reply = answer(rpc.call(PortmapProgram.PORTBYBRICK,
                new PortByBrickRequest(brickPath), Credential.opening()));
        return reply.opRet() < 0 ? 0 : reply.port();
    }

    private <A> A answer(CompletableFuture<A> call) throws IOException {
        try {
            return BrickClient.await(call);
        } catch (IOException e) {
            if (rpc.isOpen()) {
                throw e;
            }
            throw new IOException(
                    "the management daemon at " + name + " ended the connection without an answer" + doubt,
                    e);
        }
    }

    @Override
    public void close() {
        rpc.close();
    }
}
