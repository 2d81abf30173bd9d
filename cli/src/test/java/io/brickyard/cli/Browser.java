package io.brickyard.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.brickyard.peers.Peer;
import io.brickyard.peers.PeerProcess;
import org.jspecify.annotations.Nullable;

/** A headless Chromium with one tab, driven by the DevTools protocol. What a page did is kept as events. */
final class Browser implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final JsonFactory JSON = new JsonFactory();

    private final PeerProcess process;
    private final HttpClient http;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<Map<String, Object>>> answers = new ConcurrentHashMap<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private String session = "";
    private int last;

    /** Something that happened in the page. */
    record Event(String method, Map<String, Object> params) {}

    private Browser(PeerProcess process, String address) {
        this.process = process;
        http = HttpClient.newHttpClient();
        socket = http.newWebSocketBuilder().buildAsync(URI.create(address), new Messages()).join();
    }

    /** Starts one whose profile and log lie in {@code directory}. */
    static Browser in(Path directory) throws IOException {
        Path profile = Files.createDirectory(directory.resolve("profile"));
        Path log = directory.resolve("chromium.log");
        PeerProcess process = PeerProcess.start("chromium", log, log, List.of(Peer.CHROMIUM.path().toString(),
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage",
                "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-extensions", "--hide-scrollbars",
                "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank"));
        try {
            Path port = profile.resolve("DevToolsActivePort");
            process.await("it listens", LIMIT, () -> Files.exists(port) && Files.readAllLines(port).size() == 2);
            List<String> lines = Files.readAllLines(port);
            Browser browser = new Browser(process, "ws://127.0.0.1:" + lines.getFirst() + lines.getLast());
            browser.openTab();
            return browser;
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private void openTab() {
        String target = String.valueOf(call("Target.createTarget", Map.of("url", "about:blank")).get("targetId"));
        session = String.valueOf(call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId"));
        List.of("Page", "Runtime", "Log", "Network", "Accessibility").forEach(domain -> call(domain + ".enable", Map.of()));
    }

    /** Calls a method of the protocol in the tab. */
    Map<String, Object> call(String method, Map<String, Object> params) {
        int id = ++last;
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        answers.put(id, answer);
        Map<String, Object> message = new LinkedHashMap<>(Map.of("id", id, "method", method, "params", params));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        socket.sendText(written(message), true).join();
        try {
            return answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method, e);
        }
    }

    /** Sets the width of the screen in pixels, and {@code light} or {@code dark}. */
    void screen(int width, int height, String scheme) {
        call("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        call("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Goes to a page and returns what happened until it was loaded. */
    List<Event> open(Path file) throws InterruptedException {
        events.clear();
        call("Page.navigate", Map.of("url", file.toUri().toString()));
        List<Event> seen = new ArrayList<>();
        while (seen.isEmpty() || !seen.getLast().method().equals("Page.loadEventFired")) {
            Event event = events.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (event == null) {
                throw new IllegalStateException("the page does not load: " + seen);
            }
            seen.add(event);
        }
        return seen;
    }

    /** What happened since the page was loaded. */
    List<Event> since() {
        List<Event> seen = new ArrayList<>();
        events.drainTo(seen);
        return seen;
    }

    /** The value of an expression of the page, as JSON would have it. */
    Object evaluate(String expression) {
        Map<String, Object> answer = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.containsKey("exceptionDetails")) {
            throw new IllegalStateException(answer.toString());
        }
        return map(answer.get("result")).getOrDefault("value", "undefined");
    }

    @Override
    public void close() {
        http.shutdownNow();
        process.close();
    }

    /** A value of the protocol that is an object. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    private final class Messages implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean whole) {
            text.append(data);
            if (whole) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String message) {
            Map<String, Object> read = map(read(message));
            if (read.get("id") instanceof Long id) {
                CompletableFuture<Map<String, Object>> answer = Objects.requireNonNull(answers.remove(id.intValue()));
                if (read.containsKey("error")) {
                    answer.completeExceptionally(new IOException(message));
                } else {
                    answer.complete(map(read.get("result")));
                }
            } else {
                events.add(new Event(String.valueOf(read.get("method")), map(read.get("params"))));
            }
        }
    }

    private static String written(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> fields -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> field : fields.entrySet()) {
                    json.writeFieldName(String.valueOf(field.getKey()));
                    write(json, field.getValue());
                }
                json.writeEndObject();
            }
            case List<?> elements -> {
                json.writeStartArray();
                for (Object element : elements) {
                    write(json, element);
                }
                json.writeEndArray();
            }
            case Boolean truth -> json.writeBoolean(truth);
            case Integer number -> json.writeNumber(number);
            default -> json.writeString(String.valueOf(value));
        }
    }

    private static Object read(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            return value(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    fields.put(name, value(json));
                }
                yield fields;
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(json));
                }
                yield elements;
            }
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
            default -> String.valueOf(json.getText());
        };
    }
}
