package io.brickyard.brickd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.brickyard.brickd.program.AddressRules;
import io.brickyard.brickd.program.CertificateRules;
import io.brickyard.brickd.program.LoginRules;
import io.brickyard.brickd.program.NamePattern;
import io.brickyard.brickd.tls.TestCertificates;
import io.brickyard.peers.Await;
import io.brickyard.peers.Fio;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.TcpPorts;
import io.brickyard.peers.Volfile;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.program.GetSpecRequest;
import io.brickyard.wire.program.HandshakeProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Stock clients speak TLS with this server as with glusterfsd: who may come in comes in, nobody else does. */
class TlsPeerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration REFUSAL_LIMIT = Duration.ofSeconds(2);
    private static final String SUBVOLUME_OF_STOCK = "stock-locks";

    private final List<String> log = new CopyOnWriteArrayList<>();
    private WorkDirectory work;
    private Path brick;
    private TestCertificates certificates;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.FIO, Peer.OPENSSL);
        work = WorkDirectory.create("tls");
        brick = Files.createDirectory(work.path().resolve("brick"));
        certificates = new TestCertificates(work.path());
        certificates.signed("server", "/CN=server");
        certificates.signed("client", "/CN=client.one");
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    private Brickd start(String... names) throws BrickdException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        List<NamePattern> allowed = List.of(names).stream().map(NamePattern::parse).toList();
        TlsOptions tls = new TlsOptions(true, false, certificates.files("server"), new CertificateRules(allowed));
        boolean isNew = !Files.exists(brick.resolve(".glusterfs"));
        return Brickd
                .start(new BrickdOptions(VolumeLayout.single(brick), "demo", Optional.empty(), isNew, false, false, any,
                        Optional.of(any), AddressRules.ALL, new LoginRules(Map.of()), tls, Optional.empty(), 4,
                        StatsOptions.NONE, Optional.empty()), log::add);
    }

    /** A client's graph; it shows the certificate of this name, unless that is empty: then it speaks no TLS. */
    private Volfile client(int port, String subvolume, String certificate) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("transport-type", "tcp");
        options.put("transport.address-family", "inet");
        options.put("remote-host", "127.0.0.1");
        options.put("remote-port", Integer.toString(port));
        options.put("remote-subvolume", subvolume);
        options.put("transport.socket.ssl-enabled", certificate.isEmpty() ? "off" : "on");
        options.put("transport.socket.ssl-own-cert", certificates.file(certificate + ".pem"));
        options.put("transport.socket.ssl-private-key", certificates.file(certificate + ".key"));
        options.put("transport.socket.ssl-ca-list", certificates.file("ca.pem"));
        return new Volfile().volume("to-brick", "protocol/client", options, List.of()).above("cluster",
                "cluster/distribute", Map.of());
    }

    private Volfile client(Brickd server, String certificate) {
        return client(server.port(), server.volume().subvolume(), certificate);
    }

    @Test
    void shouldKeepEveryByteWhenFioVerifiesThroughAMountInTls() throws Exception {
        try (Brickd server = start("nobody", "client.*");
                StockMount mount = StockMount.start("good", client(server, "client"), work.path());
                Fio fio = Fio.start("verify", List.of("directory=" + mount.path(), "rw=randrw", "bs=1k-256k",
                        "size=32m", "verify=crc32c", "verify_fatal=1", "nrfiles=3"),
                        work.path().resolve("fio.json"), work.path())) {
            assertTrue(fio.await(LIMIT).write().totalIos() > 0);
            assertTrue(hasLogged("with the certificate of client.one"), log::toString);
        }
    }

    @Test
    void shouldTurnAwayWhomGlusterfsdTurnsAwayWhenNamesAreListed() throws Exception {
        certificates.signed("other", "/CN=other");
        certificates.selfSigned("stranger", "client.one", 30);
        certificates.signed("nameless", "/O=Nobody");
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("other", "refused: Authentication failed with the certificate of other");
        reasons.put("nameless", "refused: Authentication failed with the certificate of unnamed");
        reasons.put("stranger", "TLS: the certificate of CN=client.one leads to no trusted one");
        reasons.put("", "TLS: Unrecognized SSL message, plaintext connection?");
        reasons.put("missing", "TLS: (certificate_required) Empty client certificate chain");
        try (Brickd server = start("client.*"); StockTlsBrick stock = new StockTlsBrick()) {
            for (Map.Entry<String, String> each : reasons.entrySet()) {
                refuses(client(server, each.getKey()));
                Await.until("logged: " + each.getValue(), LIMIT, () -> hasLogged(each.getValue()), log::toString);
                refuses(client(stock.port, SUBVOLUME_OF_STOCK, each.getKey()));
            }
            StockMount.start("client", client(stock.port, SUBVOLUME_OF_STOCK, "client"), work.path()).close();
        }
    }

    private void refuses(Volfile volfile) {
        assertThrows(AssertionError.class,
                () -> StockMount.start("refused", volfile, work.path(), List.of(), REFUSAL_LIMIT).close());
    }

    private boolean hasLogged(String text) {
        return log.stream().anyMatch(line -> line.contains(text));
    }

    @Test
    void shouldTellClientsToSpeakTlsWhenTheyFetchTheVolfile() throws Exception {
        try (Brickd server = start()) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(),
                    server.managementPort());
            try (RawClient client = new RawClient(address)) {
                client.call(1, HandshakeProgram.PROGRAM, HandshakeProgram.VERSION, 2,
                        out -> new GetSpecRequest(0, "demo", Dict.NULL).encode(out));
                String volfile = new String(client.read(), StandardCharsets.ISO_8859_1);
                assertTrue(volfile.contains("option transport.socket.ssl-enabled on"), volfile);
            }
        }
    }

    @Test
    void shouldUseTheNewCertificateWhenToldToReadItAgain() throws Exception {
        try (Brickd server = start()) {
            certificates.signed("server", "/CN=renewed");
            server.reload();
            assertTrue(shown(server).contains("renewed"));
            Files.writeString(Path.of(certificates.file("server.key")), "nothing");
            server.reload();
            assertTrue(shown(server).contains("renewed"));
            assertEquals(1, log.stream().filter(line -> line.endsWith("going on with what was read before")).count());
        }
    }

    private String shown(Brickd server) throws IOException {
        return certificates.openssl("s_client", "-connect", "127.0.0.1:" + server.port(), "-cert", certificates.file(
                "client.pem"), "-key", certificates.file("client.key"));
    }

    /** glusterfsd with the same certificates and the same list of names. */
    private final class StockTlsBrick implements AutoCloseable {
        private final int port = TcpPorts.free();
        private final Process process;

        StockTlsBrick() throws IOException {
            Path directory = work.path().resolve("stock");
            Files.createDirectories(directory.resolve(".glusterfs"));
            Map<String, String> options = new LinkedHashMap<>();
            options.put("transport-type", "tcp");
            options.put("transport.address-family", "inet");
            options.put("transport.socket.bind-address", "127.0.0.1");
            options.put("transport.socket.listen-port", Integer.toString(port));
            options.put("transport.socket.ssl-enabled", "on");
            options.put("transport.socket.ssl-own-cert", certificates.file("server.pem"));
            options.put("transport.socket.ssl-private-key", certificates.file("server.key"));
            options.put("transport.socket.ssl-ca-list", certificates.file("ca.pem"));
            options.put("auth.addr." + SUBVOLUME_OF_STOCK + ".allow", "*");
            options.put("auth.login." + SUBVOLUME_OF_STOCK + ".ssl-allow", "client.*");
            Path volfile = new Volfile().volume("stock-posix", "storage/posix", Map.of("directory", directory
                    .toString()), List.of()).above(SUBVOLUME_OF_STOCK, "features/locks", Map.of())
                    .above("stock-server", "protocol/server", options).writeTo(work.path().resolve("stock.vol"));
            Path stockLog = work.path().resolve("stock.log");
            process = new ProcessBuilder(Peer.GLUSTERFSD.path().toString(), "-N", "-f", volfile.toString(), "-l",
                    stockLog.toString()).redirectErrorStream(true)
                    .redirectOutput(work.path().resolve("stock.out").toFile()).start();
            Await.until("glusterfsd with TLS", LIMIT, () -> Files.exists(stockLog)
                    && Files.readString(stockLog).contains("\nFinal graph:"), () -> "");
        }

        @Override
        public void close() throws IOException {
            process.destroy();
            process.onExit().join();
        }
    }
}
