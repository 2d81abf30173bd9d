package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.brickyard.peers.Await;
import io.brickyard.peers.Peer;

/** A service manager's end of sd_notify(3): a Unix datagram socket, which Java does not have, and what came to it. */
final class NotifySocket implements AutoCloseable {
    private static final String RECEIVER = """
            import socket, sys
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            s.bind(sys.argv[1])
            with open(sys.argv[2], "a") as out:
                while True:
                    print(s.recv(4096).decode(), file=out, flush=True)
            """;

    private final Process receiver;
    private final Path socket;
    private final Path received;

    private NotifySocket(Process receiver, Path socket, Path received) {
        this.receiver = receiver;
        this.socket = socket;
        this.received = received;
    }

    static NotifySocket in(Path folder) throws IOException {
        Path socket = folder.resolve("notify.socket");
        Path received = Files.createFile(folder.resolve("notify.received"));
        Process receiver = new ProcessBuilder(Peer.PYTHON3.path().toString(), "-c", RECEIVER, socket.toString(),
                received.toString()).inheritIO().start();
        Await.until("bound", Duration.ofSeconds(30), () -> Files.exists(socket), socket::toString);
        return new NotifySocket(receiver, socket, received);
    }

    Path path() {
        return socket;
    }

    List<String> received() throws IOException {
        return Files.readAllLines(received);
    }

    @Override
    public void close() {
        receiver.destroyForcibly();
    }
}
