package io.brickyard.brickd;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

import io.brickyard.brickd.program.AddressPattern;
import io.brickyard.brickd.program.AddressRules;
import io.brickyard.brickd.program.LoginRules;
import io.brickyard.wire.program.PortmapProgram;

/** A server of the test's own on 127.0.0.1, in the test's JVM, with its log. */
final class TestServer implements AutoCloseable {
    static final String VOLUME = "demo";

    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final Brickd brickd;

    private TestServer(BrickdOptions options) throws BrickdException {
        brickd = Brickd.start(options, log::add);
    }

    /** What a test changes about a server. */
    record Setup(Path brick, boolean readOnly, AddressRules addresses, LoginRules logins,
            InetSocketAddress management) {
        static Setup of(Path brick) {
            return new Setup(brick, false, AddressRules.ALL, new LoginRules(Map.of()),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        }

        Setup asReadOnly() {
            return new Setup(brick, true, addresses, logins, management);
        }

        Setup rejecting(String address) {
            return new Setup(brick, readOnly,
                    new AddressRules(addresses.allowed(), List.of(AddressPattern.parse(address))), logins, management);
        }

        /** On glusterd's port, where gfapi programs ask, at an address of its own below 127.0.0.0/8. */
        Setup onGlusterdPort() {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            String address = "127." + random.nextInt(128, 192) + "." + random.nextInt(1, 255) + "."
                    + random.nextInt(1, 255);
            return new Setup(brick, readOnly, addresses, logins,
                    new InetSocketAddress(address, PortmapProgram.GLUSTERD_PORT));
        }
    }

    /** Makes the directory a brick if it is none yet, and serves it. */
    static TestServer start(Setup setup) throws BrickdException {
        return new TestServer(options(setup));
    }

    static TestServer start(Path brick) throws BrickdException {
        return start(Setup.of(brick));
    }

    static BrickdOptions options(Setup setup) {
        InetSocketAddress listen = new InetSocketAddress(setup.management().getAddress(), 0);
        boolean isNew = !Files.exists(setup.brick().resolve(".glusterfs"));
        return new BrickdOptions(VolumeLayout.single(setup.brick()), VOLUME, Optional.empty(), isNew, false,
                setup.readOnly(), listen,
                Optional.of(setup.management()), setup.addresses(), setup.logins(), TlsOptions.NONE, Optional.empty(),
                4,
                StatsOptions.NONE, Optional.empty());
    }

    Brickd brickd() {
        return brickd;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), brickd.port());
    }

    String subvolume() {
        return brickd.volume().subvolume();
    }

    String log() {
        return String.join("\n", log);
    }

    @Override
    public void close() {
        brickd.close();
    }
}
