package io.brickyard.brickd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.posix.LibcXattr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
                good.addresses(), good.logins(), good.tls(), volfile, 4, Optional.empty(), Duration.ZERO,
                Optional.empty());
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
    void shouldServeTheDirectoryWhenTheFaultIsGone() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refusal(options(0, taken.getLocalPort(), Optional.empty()));
        }
        try (TestServer server = TestServer.start(brick)) {
            assertTrue(server.brickd().port() > 0);
        }
    }
}
