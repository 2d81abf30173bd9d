package io.brickyard.wire.client;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.brickyard.wire.client.CallFailedException.Reason;
import io.brickyard.wire.client.PendingCalls.PendingCall;
import io.brickyard.wire.program.Callback;
import io.brickyard.wire.program.Message;
import io.brickyard.wire.program.Procedure;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.RecordReader;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.XdrReader;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a server, on which many calls may be under way. Promises: each call's handler hears exactly once,
 * with the reply of its xid in whatever order replies come, or with a failure when the connection ends or time is up;
 * memory is bounded by {@link RpcClientOptions}; application threads wait when a bound is reached, threads that deliver
 * replies never do (their calls fail as OVERLOADED). A reply that comes after its call's time is dropped. Thread-safe.
 */
public final class RpcClient implements AutoCloseable {
    private static final ByteBuffer NO_DATA = ByteBuffer.allocate(0);
    private static final int CHUNK_BYTES = 128 << 10;

    private final SocketLink link;
    private final RpcClientOptions options;
    private final ClientListener listener;
    private final String peer;
    private final PendingCalls pending;
    private final OutboundQueue outbound;
    private final long safeWriteBytes;
    private final ClientTimer timer;

    /** The thread that runs {@link #readAll}; the two fields after it are its own. */
    private final Thread reader;
    private boolean flushDue;
    private long unansweredOfReader;

    private final AtomicBoolean finished = new AtomicBoolean();
    private volatile long lastReceivedNanos = System.nanoTime();

    private RpcClient(Socket socket, RpcClientOptions options, ClientListener listener) throws IOException {
        this.link = new SocketLink(socket);
        this.options = options;
        this.listener = listener;
        this.peer = String.valueOf(socket.getRemoteSocketAddress());
        this.pending = new PendingCalls(options.maxOutstanding());
        this.safeWriteBytes = link.safeWriteBytes();
        this.outbound = new OutboundQueue(link, options.maxQueuedBytes(), "rpc " + peer,
                cause -> end(Reason.DISCONNECTED, "cannot write to " + peer, cause));
        this.timer = new ClientTimer(this, options);
        this.reader = new RpcThread(this::readAll, "rpc " + peer + " reader");
    }

    /** Takes over a connected socket (plain, from a channel in blocking mode, or TLS) and starts its reader thread. */
    public static RpcClient open(Socket socket, RpcClientOptions options, ClientListener listener)
            throws IOException {
        socket.setTcpNoDelay(true);
        RpcClient client = new RpcClient(socket, options, listener);
        client.reader.start();
        client.timer.start();
        return client;
    }

    /**
     * Sends a call.
     *
     * @param program program number
     * @param version program version
     * @param procedure procedure number
     * @param credential who calls
     * @param arguments written at once
     * @param payload raw data behind the arguments; must not change until the reply is there
     * @param handler gets the outcome
     */
    public void submit(int program, int version, int procedure, Credential credential, Message arguments,
            ByteBuffer payload, ReplyHandler handler) {
        submit(program, version, procedure, credential, arguments, payload, handler, null);
    }

    /** Sends a call as the other, and notes its moments in {@code marks} unless that is null. */
    void submit(int program, int version, int procedure, Credential credential, Message arguments,
            ByteBuffer payload, ReplyHandler handler, @Nullable RpcMarks marks) {
        boolean mayWait = !RpcThread.isCurrent();
        PendingCall call = new PendingCall(handler, System.nanoTime() + options.callTimeout().toNanos(), marks);
        if (marks != null) {
            link.time();
        }
        try {
            if (!pending.add(call, mayWait)) {
                handler.onFailure(refusal());
                return;
            }
            send(new RpcCall(call.xid(), program, version, procedure, credential), arguments, payload, call, mayWait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (pending.take(call.xid()) == call || call.xid() == 0) {
                handler.onFailure(new CallFailedException(Reason.OVERLOADED, "interrupted", e));
            }
        }
    }

    private void send(RpcCall header, Message arguments, ByteBuffer payload, PendingCall call, boolean mayWait)
            throws InterruptedException {
        int bytes;
        try {
            bytes = outbound.add(header, arguments, payload, mayWait, call.marks);
        } catch (IllegalArgumentException unsendable) {
            pending.take(call.xid());
            throw unsendable;
        }
        long unansweredBytes = pending.addBytes(call, bytes);
        if (reader.equals(Thread.currentThread())) {
            // Replies that came together have their handlers' calls leave together, see readAll.
            unansweredOfReader = unansweredBytes;
            flushDue = true;
        } else {
            outbound.flush(mayWait || unansweredBytes <= safeWriteBytes);
        }
    }

    private CallFailedException refusal() {
        return pending.isClosed() ? new CallFailedException(Reason.DISCONNECTED, "not connected to " + peer, null)
                : new CallFailedException(Reason.OVERLOADED,
                        options.maxOutstanding() + " calls to " + peer + " are unanswered", null);
    }

    /** Calls a procedure that is no file operation. The future fails with a {@link CallFailedException}. */
    public <Q extends Message, A extends Message> CompletableFuture<A> call(Procedure<Q, A> procedure, Q request,
            Credential credential) {
        CompletableFuture<A> future = new CompletableFuture<>();
        submit(procedure.program(), procedure.version(), procedure.number(), credential, request, NO_DATA,
                new FutureHandler<>(future, procedure.reply()));
        return future;
    }

    /** Calls without reply yet. */
    public int outstanding() {
        return pending.count();
    }

    /** Whether calls can still be sent. */
    public boolean isOpen() {
        return !pending.isClosed();
    }

    /** The server's address, for messages. */
    public String peer() {
        return peer;
    }

    /** Ends the connection; outstanding calls fail. */
    @Override
    public void close() {
        finish(new CallFailedException(Reason.DISCONNECTED, "the connection to " + peer + " was closed", null));
    }

    private void readAll() {
        RecordReader records = new RecordReader(link, CHUNK_BYTES, options.maxRecordBytes(),
                link.prefersDirect() ? ByteBuffer::allocateDirect : ByteBuffer::allocate);
        XdrReader record = new XdrReader();
        try {
            while (records.next(record)) {
                lastReceivedNanos = System.nanoTime();
                handle(record);
                if (flushDue && !records.hasNext()) {
                    flushDue = false;
                    // While all that is unanswered fits the send buffer the write cannot wait for a peer that waits for
                    // our reading.
                    outbound.flush(unansweredOfReader <= safeWriteBytes);
                }
            }
            end(Reason.DISCONNECTED, peer + " closed the connection", null);
        } catch (IOException e) {
            end(Reason.DISCONNECTED, "the connection to " + peer + " broke", e);
        } catch (MalformedMessageException e) {
            end(Reason.MALFORMED, peer + " sent what is no message: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            end(Reason.DISCONNECTED, "a reply handler failed: " + e, e);
        }
    }

    private void handle(XdrReader record) {
        int xid = record.getInt();
        int type = record.getInt();
        switch (type) {
            case RpcReply.MESSAGE_TYPE -> handleReply(xid, record);
            case RpcCall.MESSAGE_TYPE -> handleCall(xid, record);
            default -> throw new MalformedMessageException("message type " + type + " is unknown");
        }
    }

    private void handleReply(int xid, XdrReader record) {
        RpcReply.Status status = RpcReply.decodeStatus(record);
        PendingCall call = pending.take(xid);
        if (call == null) {
            return;
        }
        if (call.marks != null) {
            call.marks.received(link.readNanos(), System.nanoTime());
        }
        if (status != RpcReply.Status.SUCCESS) {
            call.handler.onFailure(new CallFailedException(Reason.REJECTED, peer + " answered " + status, null));
            return;
        }
        try {
            call.handler.onReply(record);
        } catch (MalformedMessageException e) {
            call.handler.onFailure(
                    new CallFailedException(Reason.MALFORMED, "reply of " + peer + ": " + e.getMessage(), e));
        }
    }

    private void handleCall(int xid, XdrReader record) {
        RpcCall call = RpcCall.decodeBehindType(xid, record);
        if (call.program() != Callback.PROGRAM || call.verdict() != RpcCall.Verdict.ACCEPT) {
            return;
        }
        Callback callback = Callback.decode(call.procedure(), record);
        if (callback != null) {
            listener.onCallback(callback);
        }
    }

    /** Fails the calls whose time is over. */
    void expire(long nowNanos) {
        for (PendingCall call : pending.takeExpired(nowNanos)) {
            call.handler.onFailure(new CallFailedException(Reason.TIMEOUT,
                    "no reply from " + peer + " in " + options.callTimeout().toMillis() + " ms", null));
        }
    }

    /** When the last record came, by System.nanoTime. */
    long lastReceivedNanos() {
        return lastReceivedNanos;
    }

    /** Ends the connection for a reason that its user did not give. */
    void end(Reason reason, String message, @Nullable Throwable cause) {
        String detail = cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
        CallFailedException failure = new CallFailedException(reason, message + detail, cause);
        if (finish(failure)) {
            listener.onDisconnect(failure);
        }
    }

    private boolean finish(CallFailedException failure) {
        if (!finished.compareAndSet(false, true)) {
            return false;
        }
        timer.stop();
        outbound.close();
        try {
            link.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        for (PendingCall call : pending.close()) {
            call.handler.onFailure(failure);
        }
        return true;
    }
}
