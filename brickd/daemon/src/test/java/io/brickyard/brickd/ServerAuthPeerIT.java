package io.brickyard.brickd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.brickyard.brickd.program.LoginRules;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.Volfile;
import io.brickyard.peers.WorkDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Stock clients come in, or do not, as the volfile's protocol/server or the options say. */
class ServerAuthPeerIT {
    private static final Duration REFUSAL_LIMIT = Duration.ofSeconds(10);

    private WorkDirectory work;
    private Path brick;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFS, Peer.SETFATTR);
        work = WorkDirectory.create("server-auth");
        brick = Files.createDirectory(work.path().resolve("brick"));
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    private BrickdOptions options(LoginRules logins, Optional<Path> volfile) {
        BrickdOptions good = TestServer.options(TestServer.Setup.of(brick));
        return new BrickdOptions(VolumeLayout.single(brick), good.volume(), good.volumeId(), good.init(), false, false,
                good.listen(),
                good.management(), good.addresses(), logins, good.tls(), volfile, 4, StatsOptions.NONE,
                Optional.empty());
    }

    private BrickdOptions withServer(String... serverOptions) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String option : serverOptions) {
            lines.append("  option ").append(option.replace("BRICK", brick.toString())).append('\n');
        }
        String text = """
                volume posix
                  type storage/posix
                end-volume
                volume %s
                  type features/locks
                  subvolumes posix
                end-volume
                volume server
                  type protocol/server
                  option transport-type tcp
                  option auth-path %s
                %s  subvolumes %s
                end-volume
                """.formatted(brick, brick, lines, brick);
        Path volfile = Files.writeString(work.path().resolve("brick.vol"), text);
        return options(new LoginRules(Map.of()), Optional.of(volfile));
    }

    /** Whether a stock client with these options of protocol/client, as key and value by turns, can write. */
    private boolean comesIn(Brickd server, String... clientOptions) throws IOException {
        Map<String, String> remote = new LinkedHashMap<>(Map.of("transport-type", "tcp", "transport.address-family",
                "inet", "remote-host", "127.0.0.1", "remote-port", String.valueOf(server.port()), "remote-subvolume",
                server.volume().subvolume()));
        for (int i = 0; i < clientOptions.length; i += 2) {
            remote.put(clientOptions[i], clientOptions[i + 1]);
        }
        Volfile client = new Volfile().volume("client", "protocol/client", remote, List.of());
        client.above("top", "cluster/distribute", Map.of());
        try (StockMount mount = StockMount.start("client", client, work.path(), List.of(), REFUSAL_LIMIT)) {
            Files.writeString(mount.path().resolve("file"), "in");
            return true;
        } catch (AssertionError refused) {
            String log = Files.readString(work.path().resolve("client.log"));
            assertTrue(
                    log.lines().anyMatch(line -> line.contains("SETVOLUME") && line.contains("Authentication failed")),
                    log);
            return false;
        }
    }

    @Test
    void shouldLetInByPasswordWhenAddressesAreNotAllowed() throws Exception {
        BrickdOptions told = withServer("auth.addr.BRICK.allow 10.9.8.7", "auth.login.BRICK.allow jo,al",
                "auth.login.jo.password secret", "auth.login.al.password other");
        try (Brickd server = Brickd.start(told, line -> {})) {
            assertTrue(comesIn(server, "username", "jo", "password", "secret"));
            assertEquals(false, comesIn(server, "username", "jo", "password", "other"));
            assertEquals(false, comesIn(server));
        }
    }

    @Test
    void shouldLetInByAddressUnlessItIsRejected() throws Exception {
        try (Brickd server = Brickd.start(withServer("auth.addr.BRICK.allow 127.0.0.*"), line -> {})) {
            assertTrue(comesIn(server));
        }
        BrickdOptions rejecting = withServer("auth.addr.BRICK.allow *", "auth.addr.BRICK.reject 127.0.0.0/8");
        try (Brickd server = Brickd.start(rejecting, line -> {})) {
            assertEquals(false, comesIn(server));
        }
    }

    @Test
    void shouldCheckTheOptionsPasswordWhenAClientGivesOne() throws Exception {
        BrickdOptions told = options(new LoginRules(Map.of("jo", "se:cret")), Optional.empty());
        try (Brickd server = Brickd.start(told, line -> {})) {
            assertTrue(comesIn(server, "username", "jo", "password", "se:cret"));
            assertEquals(false, comesIn(server, "username", "jo", "password", "se"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "auth.addr.BRICK.allow 10.0.0.0/77 | option auth.addr.BRICK.allow is '10.0.0.0/77'",
            "auth.addr.BRICK.allow /dir(10.0.0.1) | rules for directories are not known here",
            "auth.addr./other.allow * | option auth.addr./other.allow is not known here, or is not about BRICK",
            "auth.login.BRICK.allow jo | add option auth.login.jo.password",
            "auth.radius.BRICK.allow * | option auth.radius.BRICK.allow is not known here",
            "strict-auth-accept on | option strict-auth-accept is 'on', expected off",
    })
    void shouldNameTheOptionWhenItCannotBeHonoured(String option, String fault) throws IOException {
        BrickdOptions told = withServer(option);
        String message = String.valueOf(
                assertThrows(BrickdException.class, () -> Brickd.start(told, line -> {}).close()).getMessage());
        assertTrue(message.startsWith(work.path().resolve("brick.vol") + " line 8: volume 'server': "), message);
        assertTrue(message.contains(fault.replace("BRICK", brick.toString())), message);
        assertEquals(1, message.lines().count());
    }
}
