package io.brickyard.brickd;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.brickyard.brickd.program.AddressPattern;
import io.brickyard.brickd.program.AddressRules;
import io.brickyard.brickd.program.LoginRules;

/** A server of the test's own on 127.0.0.1, in the test's JVM, with its log. */
final class TestServer implements AutoCloseable {
    static final String VOLUME = "demo";

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Brickd brickd;

    private TestServer(BrickdOptions options) throws BrickdException {
        brickd = Brickd.start(options, log::add);
    }

    /** What a test changes about a server. */
    record Setup(Path brick, boolean readOnly, AddressRules addresses, LoginRules logins) {
        static Setup of(Path brick) {
            return new Setup(brick, false, AddressRules.ALL, new LoginRules(Map.of()));
        }

        Setup asReadOnly() {
            return new Setup(brick, true, addresses, logins);
        }

        Setup rejecting(String address) {
            return new Setup(brick, readOnly,
                    new AddressRules(addresses.allowed(), List.of(AddressPattern.parse(address))), logins);
        }

        Setup withLogin(String user, String password) {
            return new Setup(brick, readOnly, addresses, new LoginRules(Map.of(user, password)));
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
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        boolean isNew = !Files.exists(setup.brick().resolve(".glusterfs"));
        return new BrickdOptions(setup.brick(), VOLUME, Optional.empty(), isNew, false, setup.readOnly(), any,
                Optional.of(any), setup.addresses(), setup.logins(), Optional.empty(), 4, Optional.empty(),
                Duration.ZERO);
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
