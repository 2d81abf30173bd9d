package io.brickyard.brickd;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.brickyard.brickd.net.BoundPort;

/**
 * The ports of a server. They are taken before anything else is done: a server that cannot have them leaves the brick
 * directory as it found it.
 *
 * @param bricks for file operations, one for each brick here, in their order
 * @param management for volume files and the port map; none without
 */
record Ports(List<BoundPort> bricks, Optional<BoundPort> management) {
    private static final int MAX_PORT = 65_535;

    /** Takes all or none. */
    static Ports take(BrickdOptions options, Consumer<String> log) throws BrickdException {
        List<BoundPort> taken = new ArrayList<>();
        try {
            for (int i = 0; i < options.layout().bricksHere(); i++) {
                taken.add(bind("--port", address(options.listen(), i)));
            }
            Optional<BoundPort> management = options.management().isEmpty() ? Optional.empty()
                    : Optional.of(bind("--mgmt-port", options.management().get()));
            return new Ports(taken, management);
        } catch (BrickdException e) {
            taken.forEach(port -> close(port, log));
            throw e;
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
    }

    private static void close(BoundPort port, Consumer<String> log) {
        try {
            port.close();
        } catch (IOException e) {
            log.accept("cannot close port " + port.number() + ": " + e.getMessage());
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

    private static String refused(String option, InetSocketAddress address, String reason) {
        String port = "port " + address.getPort() + " of " + address.getAddress().getHostAddress();
        if (reason.contains("in use")) {
            return port + " is taken: end the server that has it, or choose another with " + option;
        }
        return port + " cannot be had (" + reason + "): name an address of this host with --bind and a port above 1023";
    }
}
