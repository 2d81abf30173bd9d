package io.brickyard.brickd.metrics;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The HTTP endpoint: GET /metrics, and nothing else. */
public final class MetricsServer implements AutoCloseable {
    private static final String PATH = "/metrics";
    private static final int QUEUE = 16;
    private static final int THREADS = 2;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final ExecutorService threads = Executors
            .newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().name("metrics ", 0).factory());

    private MetricsServer(HttpServer server) {
        this.server = server;
    }

    /** Takes this address, port 0 any port; who asks waits until metrics are served. */
    public static MetricsServer bind(InetSocketAddress address) throws IOException {
        return new MetricsServer(HttpServer.create(address, QUEUE));
    }

    /** Begins to serve. */
    public void serve(BrickMetrics metrics) {
        server.createContext("/", exchange -> answer(exchange, metrics::text));
        server.setExecutor(threads);
        server.start();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private static void answer(HttpExchange exchange, Supplier<String> text) throws IOException {
        try (exchange) {
            boolean head = "HEAD".equals(exchange.getRequestMethod());
            if (!PATH.equals(exchange.getRequestURI().getPath())) {
                send(exchange, NOT_FOUND, "text/plain", "the metrics are at " + PATH + "\n", head);
            } else if (head || "GET".equals(exchange.getRequestMethod())) {
                send(exchange, OK, Exposition.CONTENT_TYPE, text.get(), head);
            } else {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, NOT_ALLOWED, "text/plain", "GET " + PATH + "\n", false);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text, boolean headOnly)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, headOnly ? NO_BODY : body.length);
        if (!headOnly) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
