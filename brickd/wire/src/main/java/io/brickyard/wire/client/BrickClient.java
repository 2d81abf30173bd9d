package io.brickyard.wire.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.program.DictReply;
import io.brickyard.wire.program.DictRequest;
import io.brickyard.wire.program.DumpProgram;
import io.brickyard.wire.program.DumpReply;
import io.brickyard.wire.program.DumpRequest;
import io.brickyard.wire.program.HandshakeProgram;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.xdr.XdrReader;
import org.jspecify.annotations.Nullable;

/** A connection to a brick on which file operations can be wound: connect, DUMP and SETVOLUME are behind it. */
public final class BrickClient implements AutoCloseable {
    private final RpcClient rpc;
    private final Dict serverInfo;

    private BrickClient(RpcClient rpc, Dict serverInfo) {
        this.rpc = rpc;
        this.serverInfo = serverInfo;
    }

    /**
     * Connects by plain TCP and shakes hands.
     *
     * @param address of the brick
     * @param connectTimeoutMillis for the TCP connection
     * @param setVolume the request, see {@link SetVolume#request}
     */
    public static BrickClient connect(InetSocketAddress address, int connectTimeoutMillis, Dict setVolume,
            RpcClientOptions options, ClientListener listener) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(address, connectTimeoutMillis);
            return open(channel.socket(), setVolume, options, listener);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Shakes hands on a connected socket, which may be TLS; closes it if that fails. */
    public static BrickClient open(Socket socket, Dict setVolume, RpcClientOptions options, ClientListener listener)
            throws IOException {
        RpcClient rpc = RpcClient.open(socket, options, listener);
        try {
            return new BrickClient(rpc, shakeHands(rpc, setVolume));
        } catch (IOException | RuntimeException e) {
            rpc.close();
            throw e;
        }
    }

    private static Dict shakeHands(RpcClient rpc, Dict setVolume) throws IOException {
        DumpReply programs = await(rpc.call(DumpProgram.DUMP, new DumpRequest(DumpProgram.STOCK_GFS_ID),
                Credential.opening()));
        if (!programs.serves(Fop.PROGRAM, Fop.VERSION)) {
            throw new HandshakeException(rpc.peer() + " is no brick: it does not serve program " + Fop.PROGRAM
                    + " version " + Fop.VERSION, 0);
        }
        DictReply reply = await(
                rpc.call(HandshakeProgram.SETVOLUME, new DictRequest(setVolume), Credential.root(0)));
        if (reply.opRet() < 0) {
            String reason = reply.dict().getText(SetVolume.ERROR);
            throw new HandshakeException(rpc.peer() + " refuses " + setVolume.getText(SetVolume.REMOTE_SUBVOLUME)
                    + ": " + (reason == null ? "" : reason + ", ") + Errno.describe(reply.opErrno()),
                    reply.opErrno());
        }
        return reply.dict();
    }

    /**
     * Sends a file operation.
     *
     * @param request its payload must not change until the reply is there
     * @param credential version 3; stock bricks of release 11 take anything else for root
     * @param handler gets the outcome
     * @throws IllegalArgumentException for another credential, or for NAMELINK, of which stock bricks die
     */
    public void wind(FopRequest request, Credential credential, FopHandler handler) {
        wind(request, credential, handler, null);
    }

    /** Sends a file operation as the other, and notes its moments in {@code marks} unless that is null. */
    public void wind(FopRequest request, Credential credential, FopHandler handler, @Nullable RpcMarks marks) {
        Fop fop = request.fop();
        checkSendable(fop, credential);
        rpc.submit(Fop.PROGRAM, Fop.VERSION, fop.procedure(), credential, request::encode, request.payload(),
                new FopReplyHandler(fop, handler), marks);
    }

    /** Sends a file operation; a READ's data is copied out of the receive buffer. */
    public CompletableFuture<FopReply> send(FopRequest request, Credential credential) {
        CompletableFuture<FopReply> future = new CompletableFuture<>();
        Fop fop = request.fop();
        checkSendable(fop, credential);
        rpc.submit(Fop.PROGRAM, Fop.VERSION, fop.procedure(), credential, request::encode, request.payload(),
                new FutureHandler<>(future, results -> keep(fop.decodeReply(results))));
        return future;
    }

    private static void checkSendable(Fop fop, Credential credential) {
        if (credential.flavor() != Credential.Flavor.GLUSTER_V3) {
            throw new IllegalArgumentException("a " + credential.flavor()
                    + " credential makes root of any caller at some bricks; use GLUSTER_V3");
        }
        if (fop == Fop.NAMELINK) {
            throw new IllegalArgumentException("NAMELINK crashes stock bricks");
        }
    }

    /** Sends a file operation and waits for its reply, which has the given shape. */
    public <A extends FopReply> A call(FopRequest request, Credential credential, Class<A> shape) throws IOException {
        return shape.cast(await(send(request, credential)));
    }

    private static FopReply keep(FopReply reply) {
        if (!(reply instanceof ReadReply read) || !read.payload().hasRemaining()) {
            return reply;
        }
        ByteBuffer copy = ByteBuffer.allocate(read.payload().remaining()).put(read.payload().duplicate()).flip();
        return new ReadReply(read.opRet(), read.opErrno(), read.stat(), read.sizeBytes(), read.xdata(), copy);
    }

    /** What the brick said of itself in its SETVOLUME reply. */
    public Dict serverInfo() {
        return serverInfo;
    }

    /** The connection below. */
    public RpcClient rpc() {
        return rpc;
    }

    /** Ends the connection; outstanding operations fail. */
    @Override
    public void close() {
        rpc.close();
    }

    /** Waits for the outcome of a call; failures come as IOExceptions. */
    public static <A> A await(CompletableFuture<A> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private record FopReplyHandler(Fop fop, FopHandler handler) implements ReplyHandler {
        @Override
        public void onReply(XdrReader results) {
            handler.onReply(fop.decodeReply(results));
        }

        @Override
        public void onFailure(CallFailedException failure) {
            handler.onFailure(failure);
        }
    }
}
