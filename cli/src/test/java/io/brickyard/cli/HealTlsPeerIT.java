package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.replica.ReplicaGraph;
import io.brickyard.peers.workloads.BrickServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code brickyard heal} with bricks that speak TLS and want a certificate. */
class HealTlsPeerIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private WorkDirectory work;
    private final List<BrickServer> bricks = new ArrayList<>();
    private Path volfile;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.OPENSSL);
        work = WorkDirectory.create("heal-tls");
        for (String name : List.of("own", "strange")) {
            openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
                    file(name + ".key"), "-out", file(name + ".pem"), "-subj", "/CN=" + name, "-days", "30");
        }
        String id = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            bricks.add(new BrickdReplicaBrick(Files.createDirectory(work.path().resolve("brick" + i)), id, "--tls",
                    "--tls-cert", file("own.pem"), "--tls-key", file("own.key"), "--tls-ca", file("own.pem")));
        }
        ReplicaGraph graph = new ReplicaGraph(RunningBrickd.VOLUME, id,
                bricks.stream().map(BrickServer::remote).toList(), 0);
        Path plain = graph.client().writeTo(work.path().resolve("plain.vol"));
        volfile = Files.writeString(work.path().resolve("heal.vol"), Files.readString(plain).replaceAll(
                "type protocol/client", "type protocol/client\n    option transport.socket.ssl-enabled on"));
    }

    @AfterEach
    void tidy() {
        bricks.forEach(BrickServer::close);
        work.close();
    }

    @Test
    void shouldSpeakTlsWithBricksWhoseVolumeFileSaysSo() {
        CommandRun run = heal("own", "own");
        assertEquals("", run.err());
        assertEquals(0, run.code());
    }

    @Test
    void shouldSayWhyWhenItDoesNotTrustTheBrick() {
        CommandRun run = heal("own", "strange");
        assertEquals(1, run.code());
        assertTrue(run.err().startsWith("brickyard: cannot reach brick 127.0.0.1:") && run.err().contains("TLS"),
                run.err());
    }

    @Test
    void shouldNameTheFileThatIsMissing() {
        CommandRun run = heal("none", "own");
        assertEquals(1, run.code());
        assertTrue(run.err().contains(file("none.pem")) && run.err().contains("--tls-cert"), run.err());
    }

    private CommandRun heal(String certificate, String authority) {
        return CommandRun.of("heal", "run", "--volfile=" + volfile, "--state-dir=" + work.path(), "--tls-cert="
                + file(certificate + ".pem"), "--tls-key=" + file(certificate + ".key"),
                "--tls-ca="
                        + file(authority + ".pem"));
    }

    private String file(String name) {
        return work.path().resolve(name).toString();
    }

    private static void openssl(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Peer.OPENSSL.path().toString()));
        command.addAll(List.of(arguments));
        Command.check(LIMIT, command);
    }
}
