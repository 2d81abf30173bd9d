package io.brickyard.brickd;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.brickyard.brickd.glusterd.ManagedPlace;
import io.brickyard.brickd.metrics.MetricsServer;
import io.brickyard.brickd.net.BoundPort;

/**
 * The ports of a server. They are taken before anything else is done: a server that cannot have them leaves the brick
 * directory as it found it.
 *
 * @param bricks for file operations, one for each brick here, in their order
 * @param management for volume files and the port map; none without
 * @param metrics where metrics will be served; none without
 */
record Ports(List<BoundPort> bricks, Optional<BoundPort> management, Optional<MetricsServer> metrics) {
    private static final String IN_USE = "in use";
    private static final int MAX_PORT = 65_535;

    /** Takes all or none. */
    static Ports take(BrickdOptions options, Consumer<String> log) throws BrickdException {
        Deque<BoundPort> taken = new ArrayDeque<>();
        boolean done = false;
        try {
            List<BoundPort> bricks = new ArrayList<>();
            for (int i = 0; i < options.layout().bricksHere(); i++) {
                BoundPort brick = options.managed().isPresent()
                        ? bindInPlace(options.listen(), options.managed().get().place())
                        : bind("--port", address(options.listen(), i));
                taken.push(brick);
                bricks.add(brick);
            }
            Optional<BoundPort> management = Optional.empty();
            if (options.management().isPresent()) {
                management = Optional.of(bind("--mgmt-port", options.management().get()));
                taken.push(management.get());
            }
            Optional<MetricsServer> metrics = Optional.empty();
            if (options.metrics().isPresent()) {
                metrics = Optional.of(bindMetrics(options.metrics().get().address()));
            }
            done = true;
            return new Ports(bricks, management, metrics);
        } finally {
            if (!done) {
                taken.forEach(port -> close(port, log));
            }
        }
    }

    private static InetSocketAddress address(InetSocketAddress first, int index) throws BrickdException {
        int port = first.getPort() == 0 ? 0 : first.getPort() + index;
        if (port > MAX_PORT) {
            throw new BrickdException("port " + first.getPort() + " leaves no room for a port for each brick: name a"
                    + " lower one with --port");
        }
        return new InetSocketAddress(first.getAddress(), port);
    }

    /** Gives them back. */
    void release(Consumer<String> log) {
        bricks.forEach(port -> close(port, log));
        management.ifPresent(port -> close(port, log));
        metrics.ifPresent(MetricsServer::close);
    }

    private static void close(BoundPort port, Consumer<String> log) {
        try {
            port.close();
        } catch (IOException e) {
            log.accept("cannot close port " + port.number() + ": " + e.getMessage());
        }
    }

    private static MetricsServer bindMetrics(InetSocketAddress address) throws BrickdException {
        try {
            return MetricsServer.bind(address);
        } catch (IOException e) {
            throw new BrickdException("metrics cannot be served at " + address.getHostString() + ":"
                    + address.getPort() + " (" + e.getMessage() + "): choose another address with --metrics", e);
        }
    }

    private static BoundPort bind(String option, InetSocketAddress address) throws BrickdException {
        try {
            return BoundPort.bind(address);
        } catch (BindException e) {
            throw new BrickdException(refused(option, address, String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new BrickdException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    private static BoundPort bindInPlace(InetSocketAddress address, ManagedPlace place) throws BrickdException {
        try {
            return bind("the volume's definition", address);
        } catch (BrickdException e) {
            if (e.getCause() instanceof BindException cause && String.valueOf(cause.getMessage()).contains(IN_USE)) {
                throw new BrickdException("port " + address.getPort() + ", which glusterd recorded for brick "
                        + place.brick() + ", is taken: end the brick's glusterfsd with kill -KILL; its pid is in "
                        + place.pidFile(), e);
            }
            throw e;
        }
    }

    private static String refused(String option, InetSocketAddress address, String reason) {
        String port = "port " + address.getPort() + " of " + address.getAddress().getHostAddress();
        if (reason.contains(IN_USE)) {
            return port + " is taken: end the server that has it, or choose another with " + option;
        }
        return port + " cannot be had (" + reason + "): name an address of this host with --bind and a port above 1023";
    }
}
