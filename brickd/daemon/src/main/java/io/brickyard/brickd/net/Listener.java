package io.brickyard.brickd.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A listening port: accepts clients up to a bound and gives each its connection and thread. */
public final class Listener implements AutoCloseable {
    private static final long PAUSE_NANOS = 100_000_000L;
    private static final long REFUSALS_NANOS = 10_000_000_000L;

    private final String name;
    private final ServerSocketChannel channel;
    private final Transport.Factory transports;
    private final Programs programs;
    private final Limits limits;
    private final ReadBuffers buffers;
    private final Consumer<String> log;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Crowd crowd;
    private final RateLimitedLog refusals;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    private Listener(String name, ServerSocketChannel channel, Transport.Factory transports, Programs programs,
            Limits limits, ReadBuffers buffers, Budget budget, Consumer<String> log) {
        this.name = name;
        this.channel = channel;
        this.transports = transports;
        this.programs = programs;
        this.limits = limits;
        this.buffers = buffers;
        this.log = log;
        this.crowd = new Crowd(name, connections, limits.crowd(), new SharedSelector(name), budget);
        this.refusals = new RateLimitedLog(log, REFUSALS_NANOS);
    }

    /**
     * On a port; clients wait until {@link #start}.
     *
     * @param name for log lines and threads
     * @param transports how clients' bytes travel
     * @param budget what its connections and others' may hold together
     * @param log takes one line per event
     */
    public static Listener on(BoundPort port, String name, Transport.Factory transports, Programs programs,
            Limits limits, ReadBuffers buffers, Budget budget, Consumer<String> log) {
        return new Listener(name, port.channel(), transports, programs, limits, buffers, budget, log);
    }

    /** Starts accepting. */
    public void start() {
        Thread.ofPlatform().daemon().name(name + " accept").start(this::acceptAll);
    }

    /** The port bound. */
    public int port() {
        return channel.socket().getLocalPort();
    }

    /** For people, such as {@code brick}. */
    public String name() {
        return name;
    }

    /** How many clients it has let in so far. */
    public long accepted() {
        return accepted.sum();
    }

    /** How many it has turned away because too many were connected. */
    public long refused() {
        return refused.sum();
    }

    /** How many connections it has ended for what the client did. */
    public long dropped() {
        return dropped.sum();
    }

    /** The connections of now. */
    public Set<Connection> connections() {
        return connections;
    }

    /** How many of them have nothing to do, and no thread. */
    public long resting() {
        return connections.stream().filter(Connection::isResting).count();
    }

    private void acceptAll() {
        while (channel.isOpen()) {
            try {
                accept(channel.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // Out of descriptors, mostly: clients that go make room.
                refusals.accept(name + ": cannot accept: " + e.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void accept(SocketChannel client) throws IOException {
        if (connections.size() >= limits.maxConnections()) {
            refused.increment();
            refusals.accept(name + ": " + client.getRemoteAddress() + " turned away: " + limits.maxConnections()
                    + " clients are connected");
            client.close();
            return;
        }
        try {
            if (client.getRemoteAddress() instanceof InetSocketAddress) {
                client.setOption(StandardSocketOptions.TCP_NODELAY, true);
                client.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            }
            Connection connection = new Connection(client, transports, programs, limits, buffers, crowd,
                    this::ended);
            boolean rests = crowd.isLarge();
            connections.add(connection);
            accepted.increment();
            if (rests) {
                connection.rest();
            } else {
                connection.rouse();
            }
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private void ended(Connection connection, String reason) {
        if (connection.isDropped()) {
            dropped.increment();
        }
        // Told first: who waits for the last one to go says so as the last word.
        log.accept(name + ": " + connection.peer() + " gone: " + reason);
        synchronized (connections) {
            connections.remove(connection);
            connections.notifyAll();
        }
    }

    /** Accepts no more; what is connected stays. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            log.accept(name + ": cannot close: " + e.getMessage());
        }
        crowd.selector().close();
    }

    /** Has every connection answer what is under way and end. */
    public void drain() {
        connections.forEach(Connection::drain);
    }

    /** Waits until a connection ends or the time is up; false if interrupted. */
    public boolean awaitChange(long deadlineNanos) {
        synchronized (connections) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
            if (connections.isEmpty() || millis <= 0) {
                return true;
            }
            try {
                connections.wait(millis);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** Ends every connection. */
    public void abort(String reason) {
        connections.forEach(connection -> connection.abort(reason));
    }
}
