package io.brickyard.brickd.program;

import java.nio.ByteBuffer;

import io.brickyard.brickd.net.Connection;
import io.brickyard.brickd.net.Program;
import io.brickyard.brickd.net.ReadBuffers;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.BrickTimes;
import io.brickyard.wire.fop.Entrylk;
import io.brickyard.wire.fop.Fentrylk;
import io.brickyard.wire.fop.Finodelk;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Lk;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.Readdir;
import io.brickyard.wire.fop.Readdirp;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.program.DictReply;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.LockCommand;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.CallTimes;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;
import io.brickyard.xlator.stats.RpcSegments;
import org.jspecify.annotations.Nullable;

/** protocol/server: file operations from the wire into the graph and their replies back. */
public final class FopService implements Program {
    /** What a call holds beside its payload and reply data, roughly. */
    private static final int CALL_BYTES = 1024;
    private static final int NULL_PROCEDURE = 0;

    private final Translator top;
    private final ReadBuffers buffers;
    private final RpcSegments segments;

    /**
     * Winds into this graph.
     *
     * @param buffers payloads to write are copied to
     * @param segments hears what became of replies that told the client their times
     */
    public FopService(Translator top, ReadBuffers buffers, RpcSegments segments) {
        this.top = top;
        this.buffers = buffers;
        this.segments = segments;
    }

    @Override
    public String name() {
        return "GlusterFS 4.x v1";
    }

    @Override
    public int number() {
        return Fop.PROGRAM;
    }

    @Override
    public int version() {
        return Fop.VERSION;
    }

    @Override
    public void serve(RpcCall call, XdrReader arguments, Connection connection) {
        if (call.procedure() == NULL_PROCEDURE) {
            connection.reply(call.xid(), new DictReply(0, 0, Dict.NULL));
            return;
        }
        Fop fop = Fop.ofProcedure(call.procedure());
        // PUT has a number but no stock brick serves it, and this is how clients are told.
        if (fop == null || fop == Fop.PUT) {
            connection.reply(call.xid(), RpcReply.Status.PROC_UNAVAIL);
        } else if (connection.attachment() instanceof Client client) {
            wind(call, fop.decodeRequest(arguments), client, connection);
        } else {
            connection.reply(call.xid(), RpcReply.Status.GARBAGE_ARGS);
        }
    }

    private void wind(RpcCall call, FopRequest decoded, Client client, Connection connection) {
        FopRequest request = owningPayload(decoded);
        // A lock that waits must not keep its client from unlocking.
        long bytes = mayWaitForLock(request) ? -1 : heldBytes(request);
        long now = System.nanoTime();
        CallTimes times = BrickTimes.areIn(request.xdata()) ? times(connection, now) : null;
        Pending pending = new Pending(connection, call.xid(), request, bytes, client, times);
        if (bytes >= 0) {
            connection.begin(bytes);
        } else if (!client.beginWaiting()) {
            connection.replyToWaiter(call.xid(), request.fop().failure(Errno.ENOLCK.code()));
            return;
        }
        top.wind(new Call(client.hasWholeVolume() ? request : RootChange.down(request, client.root()),
                client.session(), call.credential(), now, times), pending);
    }

    /** Null if the client asks without having said at SETVOLUME that it would. */
    private static @Nullable CallTimes times(Connection connection, long nowNanos) {
        return connection.turnNanos() == 0 || connection.receivedNanos() == 0 ? null
                : new CallTimes(connection.receivedNanos(), connection.turnNanos(), nowNanos);
    }

    /** The receive buffer is used again as soon as this call is on its way, so data to be written moves out of it. */
    private FopRequest owningPayload(FopRequest request) {
        return request instanceof Write r
                ? new Write(r.gfid(), r.fd(), r.offset(), r.sizeBytes(), r.flags(), r.xdata(), copy(r.payload()))
                : request;
    }

    private ByteBuffer copy(ByteBuffer payload) {
        int length = payload.remaining();
        ByteBuffer copy = buffers.take(length);
        copy.put(0, payload, payload.position(), length);
        return copy.slice(0, length);
    }

    private static boolean mayWaitForLock(FopRequest request) {
        return switch (request) {
            case Inodelk r -> r.command() == LockCommand.SETLKW;
            case Finodelk r -> r.command() == LockCommand.SETLKW;
            case Lk r -> r.command() == LockCommand.SETLKW;
            case Entrylk r -> r.command() == LockCommand.ENTRY_LOCK;
            case Fentrylk r -> r.command() == LockCommand.ENTRY_LOCK;
            default -> false;
        };
    }

    private static long heldBytes(FopRequest request) {
        long reply = switch (request) {
            case Read r -> r.sizeBytes();
            case Readdir r -> r.sizeBytes();
            case Readdirp r -> r.sizeBytes();
            default -> 0;
        };
        return CALL_BYTES + request.payload().remaining() + reply;
    }

    /** One call without reply yet. */
    private final class Pending implements Unwind {
        private final Connection connection;
        private final int xid;
        private final ByteBuffer payload;
        private final Fop fop;
        private final long bytes;
        private final Client client;
        private final @Nullable CallTimes times;

        Pending(Connection connection, int xid, FopRequest request, long bytes, Client client,
                @Nullable CallTimes times) {
            this.connection = connection;
            this.xid = xid;
            this.payload = request.payload();
            this.fop = request.fop();
            this.bytes = bytes;
            this.client = client;
            this.times = times;
        }

        @Override
        public void unwind(FopReply reply) {
            if (payload.hasRemaining()) {
                buffers.release(payload);
            }
            FopReply seen = client.hasWholeVolume() ? reply : RootChange.up(reply, client.root());
            if (bytes >= 0 && times != null) {
                long now = System.nanoTime();
                connection.reply(xid, times.until(now).addTo(seen), bytes, new TimedReply(segments, fop, now));
            } else if (bytes >= 0) {
                connection.reply(xid, seen, bytes);
            } else {
                client.endWaiting();
                connection.replyToWaiter(xid, seen);
            }
        }

        @Override
        public void parked() {
            if (bytes >= 0) {
                connection.park(bytes);
            }
        }

        @Override
        public void resumed() {
            if (bytes >= 0) {
                connection.resume(bytes);
            }
        }
    }
}
