package io.brickyard.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.brickyard.cli.Browser.Event;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The report in a real browser: it loads nothing else, complains of nothing, fits screens from a telephone's to a desk's, can
 * be read in light and dark, on paper and by a screen reader. With {@code -Dbrickyard.screenshots=DIRECTORY} it leaves there
 * what it saw.
 */
@Timeout(300)
class HtmlReportIT {
    private static final Path CAPTURES = Path.of("../stats-analyzer/captures");
    private static final String SCREENSHOTS = System.getProperty("brickyard.screenshots", "");
    private static final List<Integer> WIDTHS = List.of(360, 1400);
    private static final int HEIGHT = 900;
    /** WCAG 2.2, level AA. */
    private static final double LEAST_CONTRAST = 4.5;

    private static WorkDirectory work;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        Peers.require(Peer.CHROMIUM);
        work = WorkDirectory.create("html");
        browser = Browser.in(work.path());
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
        if (work != null) {
            work.close();
        }
    }

    private static Path report(String name, String... arguments) {
        Path file = work.path().resolve(name + ".html");
        List<String> command = new ArrayList<>(List.of("stats", "--format", "html", "-o", file.toString()));
        command.addAll(List.of(arguments));
        CommandRun run = CommandRun.of(command.toArray(String[]::new));
        assertTrue(run.code() == 0 || run.code() == ExitCode.PARTIAL.code(), run::toString);
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed-randread-text", "wire-randread-paced", "series-5s-text", "volume-profile"})
    void shouldBeReadableOnEveryScreenAndOnPaper(String capture) throws IOException, InterruptedException {
        Path page = report(capture, CAPTURES.resolve(capture).toString());
        for (String scheme : List.of("light", "dark")) {
            for (int width : WIDTHS) {
                browser.screen(width, HEIGHT, scheme);
                List<Event> events = browser.open(page);
                String what = capture + " " + scheme + " " + width;
                assertFits(what);
                assertAnswerOnFirstScreen(what, width);
                assertContrast(what);
                keep(what);
                events.addAll(browser.since());
                assertQuiet(what, page, events);
            }
        }
        assertNotEquals(background("light"), background("dark"));
        print(capture);
    }

    @Test
    void shouldFitWithManyOperationsAndABaseline() throws IOException, InterruptedException {
        Path page = report("all", "--all-fops", CAPTURES.resolve("volume-profile").toString(), "--baseline",
                CAPTURES.resolve("volume-profile").toString());
        for (int width : WIDTHS) {
            browser.screen(width, HEIGHT, "light");
            List<Event> events = browser.open(page);
            assertFits("all operations " + width);
            keep("all operations " + width);
            assertQuiet("all operations", page, events);
        }
    }

    /** Names may hold whatever a file says; the policy of the page is a second fence behind the escaping. */
    @Test
    void shouldRunNothingThatANameHolds() throws IOException, InterruptedException {
        Path table = Files.writeString(work.path().resolve("\"><img src=x onerror=alert(1)>.csv"),
                "position,avg_us\n<script>document.title='seized'</script>,3\n\"\"\" onfocus=alert(1) autofocus x=\",1\n");
        Path page = report("hostile", table.toString());
        browser.screen(1400, HEIGHT, "light");
        List<Event> events = browser.open(page);
        assertQuiet("hostile", page, events);
        assertEquals(0L, browser.evaluate("document.scripts.length + document.images.length"));
        assertTrue(String.valueOf(browser.evaluate("document.title")).endsWith("- brickyard stats"));
        assertTrue(String.valueOf(browser.evaluate("document.body.innerText"))
                .contains("<script>document.title='seized'</script>"));
    }

    @Test
    void shouldBeUsableWithKeyboardAndScreenReader() throws InterruptedException {
        Path page = report("access", CAPTURES.resolve("wire-randread-paced").toString());
        browser.screen(1400, HEIGHT, "light");
        browser.open(page);
        tab();
        assertEquals("Skip to the answer", browser.evaluate("document.activeElement.textContent"));
        assertEquals(true, browser.evaluate("document.activeElement.getBoundingClientRect().left >= 0"));
        tab();
        assertEquals("#op1-p8", browser.evaluate("document.activeElement.getAttribute('href')"));
        assertEquals("rgb(29, 95, 191) solid 3px",
                browser.evaluate("(s => s.outlineColor + ' ' + s.outlineStyle + ' ' + s.outlineWidth)"
                        + "(getComputedStyle(document.activeElement))"));
        List<String> nodes = nodes();
        for (String wanted : List.of("banner:", "main:", "contentinfo:", "heading:Where the time of a READ goes",
                "heading:What to tune first", "heading:All positions", "heading:Notes", "rowheader:wire",
                "columnheader:delta µs", "link:kernel + FUSE", "image:kernel + FUSE: 545.46 µs, 42.7 % of a call",
                "image:Percentile curves of READ", "region:All positions")) {
            assertTrue(nodes.contains(wanted), () -> wanted + " is not among " + nodes);
        }
        assertEquals(List.of(), nodes.stream().filter(it -> it.matches("(link|image|heading|region|table):")).toList(),
                "nodes without a name");
    }

    private static void tab() {
        for (String type : List.of("keyDown", "keyUp")) {
            browser.call("Input.dispatchKeyEvent", Map.of("type", type, "key", "Tab", "code", "Tab",
                    "windowsVirtualKeyCode", 9));
        }
    }

    /** What a screen reader is told of, as role and name. */
    private static List<String> nodes() {
        List<String> nodes = new ArrayList<>();
        for (Object node : (List<?>) Objects.requireNonNull(browser.call("Accessibility.getFullAXTree", Map.of())
                .get("nodes"))) {
            Map<String, Object> fields = Browser.map(node);
            if (Boolean.FALSE.equals(fields.get("ignored"))) {
                nodes.add(value(fields, "role") + ":" + value(fields, "name"));
            }
        }
        return nodes;
    }

    private static String value(Map<String, Object> fields, String name) {
        return Optional.ofNullable(fields.get(name)).map(it -> String.valueOf(Browser.map(it).get("value"))).orElse("");
    }

    private static void assertQuiet(String what, Path page, List<Event> events) {
        List<String> requests = events.stream().filter(it -> it.method().equals("Network.requestWillBeSent"))
                .map(it -> String.valueOf(Browser.map(it.params().get("request")).get("url")))
                .filter(it -> !it.equals("data:,")).toList();
        assertEquals(List.of(page.toUri().toString()), requests, what);
        assertEquals(List.of(), events.stream().filter(it -> it.method().equals("Log.entryAdded")
                || it.method().startsWith("Runtime.consoleAPI") || it.method().equals("Runtime.exceptionThrown")
                || it.method().equals("Page.javascriptDialogOpening")).toList(), what);
    }

    private static void assertFits(String what) {
        assertEquals(true, browser.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
                () -> what + " scrolls sideways: " + browser.evaluate("document.documentElement.scrollWidth"));
    }

    /** The answer, and on a wide screen all of the advice and the waterfall, stand above the fold. */
    private static void assertAnswerOnFirstScreen(String what, int width) {
        String last = width < 600 ? ".tips li" : ".waterfall";
        assertEquals(true, browser.evaluate("document.querySelector('" + last + "').getBoundingClientRect().bottom <= "
                + HEIGHT), () -> what + ": " + last + " is below the first screen");
    }

    private static void assertContrast(String what) throws IOException {
        String script = Files.readString(Path.of("src/test/resources/contrast.js"));
        assertEquals(List.of(), browser.evaluate(script.replace("LEAST", String.valueOf(LEAST_CONTRAST))), what);
    }

    private static Object background(String scheme) {
        browser.screen(1400, HEIGHT, scheme);
        return browser.evaluate("getComputedStyle(document.body).backgroundColor");
    }

    private static void keep(String what) throws IOException {
        if (!SCREENSHOTS.isEmpty()) {
            Map<String, Object> picture = browser.call("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
            save(what + ".png", picture);
        }
    }

    private static byte[] save(String name, Map<String, Object> answer) throws IOException {
        byte[] data = Base64.getDecoder().decode(String.valueOf(answer.get("data")));
        if (!SCREENSHOTS.isEmpty()) {
            Files.write(Files.createDirectories(Path.of(SCREENSHOTS)).resolve(name.replace(' ', '-')), data);
        }
        return data;
    }

    /** On A4, with what is folded on the screen unfolded. */
    private static void print(String capture) throws IOException {
        byte[] document = save(capture + ".pdf", browser.call("Page.printToPDF", Map.of("printBackground", true,
                "preferCSSPageSize", true)));
        String head = new String(document, 0, Math.min(document.length, 8), StandardCharsets.ISO_8859_1);
        assertTrue(head.startsWith("%PDF-"), head);
        browser.call("Emulation.setEmulatedMedia", Map.of("media", "print"));
        browser.screen(718, HEIGHT, "light");
        browser.call("Emulation.setEmulatedMedia", Map.of("media", "print"));
        assertFits(capture + " on paper");
        browser.call("Emulation.setEmulatedMedia", Map.of("media", ""));
    }
}
