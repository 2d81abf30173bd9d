package io.brickyard.brickd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.brickyard.brickd.metrics.MetricsOptions;
import io.brickyard.brickd.program.CertificateRules;
import io.brickyard.brickd.tls.TlsFiles;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.posix.LibcXattr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A server that cannot run says so before it has changed anything. */
class WrongStartIT {
    private WorkDirectory work;
    private Path brick;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
        work = WorkDirectory.create("wrong-start");
        brick = Files.createDirectory(work.path().resolve("brick"));
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    private BrickdOptions options(int port, int managementPort, Optional<Path> volfile) {
        BrickdOptions good = TestServer.options(TestServer.Setup.of(brick));
        InetAddress here = InetAddress.getLoopbackAddress();
        return new BrickdOptions(VolumeLayout.single(brick), good.volume(), good.volumeId(), true, false, false,
                new InetSocketAddress(here, port), Optional.of(new InetSocketAddress(here, managementPort)),
                good.addresses(), good.logins(), good.tls(), volfile, 4, StatsOptions.NONE,
                Optional.empty());
    }

    private BrickdOptions with(TlsOptions tls, Optional<MetricsOptions> metrics) {
        BrickdOptions good = options(0, 0, Optional.empty());
        return new BrickdOptions(VolumeLayout.single(brick), good.volume(), good.volumeId(), true, false, false,
                good.listen(),
                good.management(), good.addresses(), good.logins(), tls, good.volfile(), 4, StatsOptions.NONE, metrics);
    }

    private String refusal(BrickdOptions options) throws Exception {
        String message = String.valueOf(
                assertThrows(BrickdException.class, () -> Brickd.start(options, line -> {}).close()).getMessage());
        assertEquals(1, message.lines().count(), message);
        try (Stream<Path> entries = Files.list(brick)) {
            assertEquals(0, entries.count());
        }
        assertNull(LibcXattr.lget(brick.toString().getBytes(StandardCharsets.UTF_8),
                "trusted.glusterfs.volume-id".getBytes(StandardCharsets.US_ASCII)));
        return message;
    }

    @Test
    void shouldLeaveTheDirectoryAloneWhenAPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            String brickPort = refusal(options(port, 0, Optional.empty()));
            assertEquals("port " + port + " of 127.0.0.1 is taken: end the server that has it, or choose another with"
                    + " --port", brickPort);
            String managementPort = refusal(options(0, port, Optional.empty()));
            assertTrue(managementPort.endsWith("choose another with --mgmt-port"), managementPort);
        }
    }

    @Test
    void shouldLeaveTheDirectoryAloneWhenTheVolfileCannotBeRead() throws Exception {
        Path volfile = Files.writeString(work.path().resolve("wrong.vol"), "volume a\n  type storage/posix\n");
        String message = refusal(options(0, 0, Optional.of(volfile)));
        assertTrue(message.startsWith(volfile + " line "), message);
    }

    @Test
    void shouldLeaveTheDirectoryAloneWhenTheMetricsPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());
            String message = refusal(with(TlsOptions.NONE, Optional.of(new MetricsOptions(address, "test"))));
            assertEquals("metrics cannot be served at localhost:" + taken.getLocalPort()
                    + " (Address already in use): choose another address with --metrics", message);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "storage/posix          | option directory /elsewhere | volume 'posix': option directory is /elsewhere",
            "storage/posix          | option health-check-interval x | volume 'posix': option health-check-interval is 'x'",
            "performance/io-threads | option thread-count 99999   | volume 'top': option thread-count is '99999'",
            "debug/io-stats         | option ios-dump-interval x  | volume 'top': option ios-dump-interval is 'x'",
            "features/no-such       |                             | volume 'top': type features/no-such is not known",
    })
    void shouldLeaveTheDirectoryAloneWhenAnOptionOfTheVolfileCannotBe(String type, String option, String fault)
            throws Exception {
        boolean bottom = type.startsWith("storage");
        String own = option == null ? "" : option;
        Path volfile = Files.writeString(work.path().resolve("wrong.vol"), """
                volume posix
                  type storage/posix
                  %s
                end-volume
                volume top
                  type %s
                  %s
                  subvolumes posix
                end-volume
                """.formatted(bottom ? own : "", bottom ? "features/locks" : type, bottom ? "" : own));
        String message = refusal(options(0, 0, Optional.of(volfile)));
        assertTrue(message.startsWith(volfile + " line "), message);
        assertTrue(message.contains(fault), message);
    }

    @Test
    void shouldLeaveTheDirectoryAloneWhenTlsFilesAreOfNoUse() throws Exception {
        Path text = Files.writeString(work.path().resolve("text"), "no certificate");
        for (Path useless : List.of(work.path().resolve("missing"), text, work.path())) {
            TlsFiles files = new TlsFiles(useless, useless, useless, TlsFiles.DEFAULT_DEPTH);
            String message = refusal(with(new TlsOptions(true, true, files, CertificateRules.NONE),
                    Optional.empty()));
            assertTrue(message.startsWith("TLS: ") && message.contains(useless.toString()), message);
        }
    }

    @Test
    void shouldServeTheDirectoryWhenTheFaultIsGone() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refusal(options(0, taken.getLocalPort(), Optional.empty()));
        }
        try (TestServer server = TestServer.start(brick)) {
            assertTrue(server.brickd().port() > 0);
        }
    }
}
