package io.brickyard.wire.client;

import java.nio.ByteBuffer;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.brickyard.wire.client.CallFailedException.Reason;
import io.brickyard.wire.program.DumpProgram;
import io.brickyard.wire.program.NoArguments;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.xdr.XdrReader;
import org.jspecify.annotations.Nullable;

/** Looks after a client's times: calls that take too long, pings, a server that does not answer them. */
final class ClientTimer {
    private static final long MAX_TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MIN_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final ScheduledThreadPoolExecutor CLOCK = newClock();

    private final RpcClient client;
    private final long tickNanos;
    private final long pingIntervalNanos;
    private final long pingTimeoutNanos;

    private @Nullable ScheduledFuture<?> ticks;
    private long pingedNanos = System.nanoTime();
    private volatile boolean pingUnanswered;

    ClientTimer(RpcClient client, RpcClientOptions options) {
        this.client = client;
        this.pingIntervalNanos = options.pingInterval().toNanos();
        this.pingTimeoutNanos = options.pingTimeout().toNanos();
        long shortest = options.callTimeout().toNanos();
        if (pingIntervalNanos > 0) {
            shortest = Math.min(shortest, Math.min(pingIntervalNanos, pingTimeoutNanos));
        }
        this.tickNanos = Math.clamp(shortest / 4, MIN_TICK_NANOS, MAX_TICK_NANOS);
    }

    private static ScheduledThreadPoolExecutor newClock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1,
                task -> new RpcThread(task, "rpc clock"));
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    synchronized void start() {
        ticks = CLOCK.scheduleWithFixedDelay(this::tick, tickNanos, tickNanos, TimeUnit.NANOSECONDS);
    }

    synchronized void stop() {
        if (ticks != null) {
            ticks.cancel(false);
        }
    }

    private void tick() {
        long nowNanos = System.nanoTime();
        client.expire(nowNanos);
        if (pingIntervalNanos > 0) {
            watchPing(nowNanos);
        }
    }

    private void watchPing(long nowNanos) {
        if (pingUnanswered) {
            long silentNanos = nowNanos - Math.max(pingedNanos, client.lastReceivedNanos());
            if (silentNanos > pingTimeoutNanos) {
                client.end(Reason.TIMEOUT, client.peer() + " does not answer, not even a ping in "
                        + TimeUnit.NANOSECONDS.toSeconds(silentNanos) + " s", null);
            }
        } else if (nowNanos - pingedNanos > pingIntervalNanos) {
            pingUnanswered = true;
            pingedNanos = nowNanos;
            client.submit(DumpProgram.PROGRAM, DumpProgram.VERSION, DumpProgram.PING.number(), Credential.opening(),
                    new NoArguments(), ByteBuffer.allocate(0), new PingHandler());
        }
    }

    private final class PingHandler implements ReplyHandler {
        @Override
        public void onReply(XdrReader results) {
            pingUnanswered = false;
        }

        @Override
        public void onFailure(CallFailedException failure) {
            pingUnanswered = false;
        }
    }
}
