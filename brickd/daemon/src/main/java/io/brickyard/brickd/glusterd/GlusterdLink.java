package io.brickyard.brickd.glusterd;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.CallFailedException;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClient;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.program.Callback;
import io.brickyard.wire.program.FetchSpec;
import io.brickyard.wire.program.GetSpecReply;
import io.brickyard.wire.program.GetSpecRequest;
import io.brickyard.wire.program.HandshakeProgram;
import io.brickyard.wire.program.PortmapProgram;
import io.brickyard.wire.program.SignInRequest;
import io.brickyard.wire.program.StatusReply;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Errno;

/** A connection to glusterd on which a brick fetches its volfile, signs in and out, and hears of changes. */
final class GlusterdLink implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    /** As for stock's bricks there are no pings: TCP tells of a glusterd that ended. */
    private static final RpcClientOptions OPTIONS = RpcClientOptions.DEFAULT
            .withCallTimeout(Duration.ofSeconds(30)).withPing(Duration.ZERO, Duration.ofSeconds(30));

    private static final String MAX_OP_VERSION = "100000";

    private final RpcClient rpc;

    /** Hears of what glusterd does; called on the connection's thread, must not wait. */
    interface Events {
        /** Some volume's volfile has changed. */
        void changed();

        /** The connection is gone. */
        void lost();
    }

    private GlusterdLink(RpcClient rpc) {
        this.rpc = rpc;
    }

    static GlusterdLink connect(InetSocketAddress address, Events events) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(address, CONNECT_MILLIS);
            return new GlusterdLink(RpcClient.open(channel.socket(), OPTIONS, new ClientListener() {
                @Override
                public void onCallback(Callback callback) {
                    if (callback instanceof FetchSpec) {
                        events.changed();
                    }
                }

                @Override
                public void onDisconnect(CallFailedException why) {
                    events.lost();
                }
            }));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The text of the brick's volfile. */
    String volfile(ManagedPlace place) throws IOException {
        GetSpecReply reply = BrickClient.await(rpc.call(HandshakeProgram.GETSPEC,
                new GetSpecRequest(0, place.volfileId(), about(place)), Credential.opening()));
        if (reply.opRet() < 0) {
            throw new IOException("it has no volfile " + place.volfileId() + ": " + Errno.describe(reply.opErrno()));
        }
        return reply.spec();
    }

    /** What a brick of GlusterFS 10 says of itself; glusterd answers ENOENT to one that names no operating versions. */
    private static Dict about(ManagedPlace place) {
        return Dict.builder().putText("min-op-version", "1").putText("max-op-version", MAX_OP_VERSION)
                .putText("brick_name", place.brick().toString()).build();
    }

    /** Tells where the brick listens and which process serves it. */
    void signIn(ManagedPlace place, int pid) throws IOException {
        expectDone("sign in", BrickClient.await(rpc.call(PortmapProgram.SIGNIN,
                new SignInRequest(place.brick().toString(), place.port(), pid), Credential.opening())));
    }

    private static void expectDone(String what, StatusReply reply) throws IOException {
        if (reply.opRet() < 0) {
            throw new IOException("it refuses to " + what + " the brick: " + Errno.describe(reply.opErrno()));
        }
    }

    @Override
    public void close() {
        rpc.close();
    }
}
