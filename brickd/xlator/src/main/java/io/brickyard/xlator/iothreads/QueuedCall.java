package io.brickyard.xlator.iothreads;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.CallTimes;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;

/** A call that waits for a thread, or runs on one. */
final class QueuedCall implements Unwind {
    private static final VarHandle ANSWERED;

    static {
        try {
            ANSWERED = MethodHandles.lookup().findVarHandle(QueuedCall.class, "answered", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Call call;
    private final Unwind up;
    private final Priority priority;
    private final ClientQueues client;
    private final int payloadBytes;
    @SuppressWarnings("unused") // by ANSWERED
    private volatile boolean answered;

    QueuedCall(Call call, Unwind up, Priority priority, ClientQueues client) {
        this.call = call;
        this.up = up;
        this.priority = priority;
        this.client = client;
        this.payloadBytes = call.request().payload().remaining();
    }

    Priority priority() {
        return priority;
    }

    ClientQueues client() {
        return client;
    }

    int payloadBytes() {
        return payloadBytes;
    }

    /**
     * Winds it to {@code below}. A fault of a translator below is answered with EIO if it left the call unanswered, so that
     * the client does not wait for ever, and is told to the thread's handler.
     */
    void run(Translator below) {
        CallTimes times = call.times();
        if (times != null) {
            times.endWait();
        }
        try {
            below.wind(call, this);
        } catch (RuntimeException | Error fault) {
            unwind(call.failure(Errno.EIO.code()));
            Thread self = Thread.currentThread();
            self.getUncaughtExceptionHandler().uncaughtException(self, fault);
        }
    }

    @Override
    public void unwind(FopReply reply) {
        if (ANSWERED.compareAndSet(this, false, true)) {
            up.unwind(reply);
        }
    }
}
