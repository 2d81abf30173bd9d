package io.brickyard.brickd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.brickyard.brickd.metrics.ExpositionText;
import io.brickyard.brickd.metrics.Metric;
import io.brickyard.brickd.metrics.MetricsOptions;
import io.brickyard.brickd.program.AddressRules;
import io.brickyard.brickd.program.LoginRules;
import io.brickyard.peers.Await;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.WorkDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a scrape says is what a stock client did. */
class MetricsPeerIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String TOP = "{probe=demo-server-child";

    private WorkDirectory work;
    private Brickd server;

    @BeforeEach
    void serve() throws Exception {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFS, Peer.SETFATTR);
        work = WorkDirectory.create("metrics");
        Path brick = Files.createDirectory(work.path().resolve("brick"));
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = Brickd.start(new BrickdOptions(VolumeLayout.single(brick), "demo", Optional.empty(), true, false,
                false, any,
                Optional.of(any), AddressRules.ALL, new LoginRules(Map.of()), TlsOptions.NONE, Optional.empty(), 4,
                StatsOptions.NONE, Optional.of(new MetricsOptions(any, "1.2.3"))), line -> {});
    }

    @AfterEach
    void end() {
        server.close();
        work.close();
    }

    private HttpResponse<String> request(String method, String path) throws IOException {
        InetSocketAddress address = server.metricsAddress().orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody()).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private ExpositionText scrape() throws IOException {
        HttpResponse<String> response = request("GET", "/metrics");
        assertEquals(200, response.statusCode());
        assertEquals("text/plain; version=0.0.4; charset=utf-8", response.headers().firstValue("Content-Type")
                .orElse(""));
        return new ExpositionText(response.body());
    }

    @Test
    void shouldCountWhatAMountDidWhenScraped() throws Exception {
        ExpositionText before = scrape();
        assertEquals(0, before.value("brickd_clients"));
        try (StockMount mount = StockMount.start("m", "127.0.0.1", server.managementPort(), "demo", 1, work.path())) {
            Process dd = new ProcessBuilder("dd", "if=/dev/zero", "of=" + mount.path().resolve("f"), "bs=64k",
                    "count=16",
                    "conv=fsync").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            assertEquals(0, dd.waitFor());
            ExpositionText after = scrape();
            assertEquals(16 << 16, after.value("brickd_written_bytes_total" + TOP + "}"));
            assertTrue(after.value("brickd_fop_duration_seconds_count" + TOP + ",fop=WRITE}") > 0);
            assertTrue(after.value("brickd_fop_duration_seconds_count" + TOP + ",fop=LOOKUP}") > 0);
            assertEquals(1, after.value("brickd_clients"));
            assertEquals(1, after.value("brickd_connections{port=brick}"));
            assertEquals(0, after.value("brickd_connections_dropped_total{port=brick}"));
            assertEquals(0, after.value("brickd_queued_calls{translator=demo-io-threads,priority=low}"));
        }
        try (RawClient stranger = new RawClient(new InetSocketAddress(InetAddress.getLoopbackAddress(),
                server.port()))) {
            stranger.sendWord(0xFFFFFFFF);
            assertTrue(stranger.isEnded());
        }
        Await.until("dropped connection is counted", LIMIT,
                () -> scrape().value("brickd_connections_dropped_total{port=brick}") == 1, () -> "");
    }

    @Test
    void shouldHelpWithTheTablesWordsWhenScraped() throws IOException {
        ExpositionText scraped = scrape();
        for (Metric metric : Metric.values()) {
            if (metric != Metric.CERTIFICATE_END) {
                assertEquals(metric.help(), scraped.family(metric.metricName()).help());
                assertEquals(metric.type().text(), scraped.family(metric.metricName()).type());
            }
        }
        assertEquals(Metric.values().length - 1, scraped.size());
    }

    @Test
    void shouldAnswerNothingElseWhenAskedForIt() throws IOException {
        assertEquals(404, request("GET", "/").statusCode());
        assertEquals(405, request("DELETE", "/metrics").statusCode());
        assertEquals("", request("HEAD", "/metrics").body());
    }
}
