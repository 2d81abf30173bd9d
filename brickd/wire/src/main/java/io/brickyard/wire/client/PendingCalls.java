package io.brickyard.wire.client;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The calls without reply, found by xid in a table of fixed size. Thread-safe. */
final class PendingCalls {
    /** Stock clients start there. */
    private static final int FIRST_XID = 2;

    private final @Nullable PendingCall[] slots;
    private int nextXid = FIRST_XID;
    private int count;
    private long bytes;
    private boolean closed;

    /** A call that waits for its reply. */
    static final class PendingCall {
        final ReplyHandler handler;
        final @Nullable RpcMarks marks;
        private final long deadlineNanos;
        private int xid;
        private int bytes;

        PendingCall(ReplyHandler handler, long deadlineNanos, @Nullable RpcMarks marks) {
            this.handler = handler;
            this.marks = marks;
            this.deadlineNanos = deadlineNanos;
        }

        int xid() {
            return xid;
        }
    }

    PendingCalls(int capacity) {
        slots = new @Nullable PendingCall[capacity];
    }

    /** Gives the call an xid; waits for room if allowed. False if there is none or the table is closed. */
    synchronized boolean add(PendingCall call, boolean mayWait) throws InterruptedException {
        while (count == slots.length && !closed && mayWait) {
            wait();
        }
        if (closed || count == slots.length) {
            return false;
        }
        while (slots[slot(nextXid)] != null) {
            nextXid++;
        }
        call.xid = nextXid;
        nextXid++;
        slots[slot(call.xid)] = call;
        count++;
        return true;
    }

    /** Notes the size of a call's record; returns the bytes of all calls without reply. */
    synchronized long addBytes(PendingCall call, int recordBytes) {
        if (slots[slot(call.xid)] == call) {
            call.bytes = recordBytes;
            bytes += recordBytes;
        }
        return bytes;
    }

    /** Takes out the call of an xid; null if there is none (any more). */
    synchronized @Nullable PendingCall take(int xid) {
        PendingCall call = slots[slot(xid)];
        if (call == null || call.xid != xid) {
            return null;
        }
        remove(call);
        return call;
    }

    /** Takes out all calls whose time is over. */
    synchronized List<PendingCall> takeExpired(long nowNanos) {
        List<PendingCall> expired = new ArrayList<>();
        for (PendingCall call : slots) {
            if (call != null && nowNanos - call.deadlineNanos >= 0) {
                expired.add(call);
            }
        }
        expired.forEach(this::remove);
        return expired;
    }

    /** Takes out everything and lets nothing in any more. */
    synchronized List<PendingCall> close() {
        closed = true;
        List<PendingCall> all = new ArrayList<>();
        for (PendingCall call : slots) {
            if (call != null) {
                all.add(call);
            }
        }
        all.forEach(this::remove);
        notifyAll();
        return all;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized int count() {
        return count;
    }

    private void remove(PendingCall call) {
        slots[slot(call.xid)] = null;
        if (count == slots.length) {
            notifyAll();
        }
        count--;
        bytes -= call.bytes;
    }

    private int slot(int xid) {
        return xid & (slots.length - 1);
    }
}
