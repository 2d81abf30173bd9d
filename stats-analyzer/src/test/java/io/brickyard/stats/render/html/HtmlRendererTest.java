package io.brickyard.stats.render.html;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.brickyard.stats.Runs;
import io.brickyard.stats.StatsReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

import static io.brickyard.stats.Runs.CAPTURES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HtmlRendererTest {
    private static final Path MAIL = CAPTURES.resolve("mail.csv");
    private static final Path PACED = CAPTURES.resolve("wire-randread-paced");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            seed-randread-text  | 34.2 % of each READ goes into network and RPC between client and brick: 101.69 µs of 297.38 µs. | Find out which end it is
            wire-randread-paced | 42.7 % of each READ goes into the kernel and FUSE, above the client: 545.46 µs of 1278.39 µs. | Run the same load without the mount
            series-5s-text      | 33.0 % of each READ goes into network and RPC between client and brick: 76.93 µs of 233.05 µs. | Find out which end it is
            seed-randread-samples | 32.3 % of each READ goes into storage/posix and the disk under it: 95.31 µs of 294.92 µs. | Disk or CPU?
            volume-profile      | 65.3 % of each WRITE goes into the kernel and FUSE, above the client: 824.96 µs of 1264.18 µs. | Make sure of the numbers first
            """)
    void shouldAnswerWhatToTuneFirst(String capture, String answer, String tip) {
        Page page = Page.of(Runs.over(CAPTURES.resolve(capture)).report());
        assertEquals(List.of(answer), page.texts("answer"));
        assertTrue(page.texts("tips").getFirst().startsWith(tip), page.texts("tips")::toString);
    }

    @Test
    void shouldDrawTheWaterfallFromApplicationToDisk() {
        Page page = Page.of(Runs.over(PACED).report());
        List<Element> bars = page.elements("rect").stream()
                .filter(it -> it.getAttribute("class").startsWith("fill ")).toList();
        assertEquals(List.of("application", "client", "network", "network", "brick", "brick", "brick", "storage"),
                bars.stream().map(it -> it.getAttribute("class").substring("fill ".length())).toList());
        double end = 0;
        for (Element bar : bars) {
            assertEquals(end, percent(bar, "x"), 0.01, "each begins where the one above it ended");
            end = percent(bar, "x") + percent(bar, "width");
        }
        assertEquals(100, end, 0.01, "together they are the whole call");
        assertEquals("42.668%", bars.getFirst().getAttribute("width"));
    }

    private static double percent(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute).replace("%", ""));
    }

    @Test
    void shouldDrawACurveForEachPositionWithPercentilesAndNoOther() {
        Page all = Page.of(Runs.over(PACED).report());
        assertEquals(8, all.texts("stretched").size());
        assertTrue(all.texts("legend").getFirst().contains("wire317.00 µs897.00 µs3861.00 µs6806.00 µs"),
                all.texts("legend")::toString);
        assertEquals(1, Page.of(Runs.over(CAPTURES.resolve("seed-randread-text")).report()).texts("stretched").size());
        assertEquals(0, Page.of(Runs.over(MAIL).report()).texts("stretched").size());
    }

    @Test
    void shouldShowTheCourseOfRepeatedDumps() {
        String series = Page.of(Runs.over(CAPTURES.resolve("series-5s-text")).report()).texts("series").getFirst();
        assertTrue(series.contains("takes most in 10 of 13 steps."), series);
        assertTrue(series.contains("step 1, 5 s"), series);
        assertTrue(Page.of(Runs.over(PACED).report()).texts("series").isEmpty());
    }

    @Test
    void shouldSayWhatCannotBeTrusted() {
        Page page = Page.of(Runs.over(CAPTURES.resolve("volume-profile")).report());
        assertEquals(List.of("Read with care: the order of the positions is a guess [3]; positions saw different numbers"
                + " of calls [9] [10]; counters started anew in between [5] [6] [7]."), page.texts("doubts"));
        assertTrue(page.texts("inputs").getFirst().contains("6 inputs could not be used."), page.texts("inputs")::toString);
        assertTrue(Page.of(Runs.over(PACED).report()).texts("doubts").isEmpty());
    }

    @Test
    void shouldMarkWhatChangedSinceTheBaselineWithWordsAndSigns() {
        StatsReport before = Runs.over(PACED).report();
        Page same = Page.of(before.since(before));
        assertTrue(same.texts("change").stream().allMatch(it -> it.startsWith("≈ +0.00 µs")), same.texts("change")::toString);
        assertEquals(8, same.texts("before").size());
        Page faster = Page.of(Runs.over(CAPTURES.resolve("series-5s-text")).report()
                .since(Runs.over(CAPTURES.resolve("seed-randread-samples")).report()));
        assertTrue(faster.texts("change").stream().anyMatch(it -> it.startsWith("▼ faster by ")), faster.texts("change")::toString);
    }

    @Test
    void shouldLeadToASectionForEachOperation() {
        Page page = Page.of(Runs.over(CAPTURES.resolve("volume-profile")).allFops().report());
        List<Element> sections = page.elements("section").stream()
                .filter(it -> it.getAttribute("class").equals("operation")).toList();
        assertTrue(sections.size() > 20, sections::toString);
        assertEquals(sections.stream().map(it -> "#" + it.getAttribute("id")).toList(),
                page.elements("nav").getFirst().getElementsByTagName("a").getLength() == sections.size()
                        ? page.elements("a").stream().map(it -> it.getAttribute("href"))
                                .filter(it -> it.matches("#op\\d+")).toList()
                        : List.of());
        assertWellMade(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.csv", "seed-randread-text", "wire-randread-paced", "series-5s-text", "volume-profile",
            "usr2-metrics", "dump-oddities"})
    void shouldBeAPageThatEverybodyCanRead(String capture) {
        assertWellMade(Page.of(Runs.over(CAPTURES.resolve(capture)).report()));
    }

    @Test
    void shouldLetNamesFromFilesBeTextAlone(@TempDir Path directory) throws IOException {
        String name = "<script>alert(1)</script>\"' onload='x' &amp; ]]> </style> \u202eevil";
        Path file = directory.resolve("\"><img src=x onerror=alert(1)>.csv");
        Files.writeString(file, "position,avg_us\n\"" + name.replace("\"", "\"\"") + "\",3\nbelow,1\n");
        Page page = Page.of(Runs.over(file, CAPTURES.resolve("dump-oddities")).report());
        assertWellMade(page);
        assertTrue(page.vocabulary().stream().noneMatch(Set.of("script", "img", "@onload", "@onerror", "@src")::contains),
                page.vocabulary()::toString);
        String shown = name.replaceAll("\u202e", "\uFFFD");
        assertTrue(page.elements("th").stream().anyMatch(it -> it.getTextContent().startsWith(shown)),
                () -> page.elements("th").stream().map(Page::text).toList().toString());
        assertTrue(page.source().contains("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;.csv"));
        assertTrue(page.texts("facts").getFirst().contains("\"><img src=x onerror=alert(1)>.csv"),
                page.texts("facts")::toString);
    }

    @Test
    void shouldReplaceWhatNobodySees() {
        assertEquals("<p>a\uFFFDb\uFFFD[1m c\uFFFD&amp;</p>\n",
                new Markup().leaf("p", "a\u0000b\u001b[1m\nc\ud800&").toString());
    }

    @Test
    void shouldAllowNothingButItsOwnStyle() {
        Page page = Page.of(Runs.over(MAIL).report());
        Element policy = page.elements("meta").stream()
                .filter(it -> it.getAttribute("http-equiv").equals("Content-Security-Policy")).findFirst().orElseThrow();
        assertTrue(policy.getAttribute("content").startsWith("default-src 'none'; "), policy.getAttribute("content"));
        assertFalse(policy.getAttribute("content").contains("unsafe"), policy.getAttribute("content"));
        String style = page.elements("style").getFirst().getTextContent();
        assertFalse(style.contains("url(") || style.contains("@import") || style.contains("<"), style);
    }

    /** What holds of every page. */
    private static void assertWellMade(Page page) {
        assertEquals(1, page.elements("h1").size());
        assertEquals(1, page.elements("main").size());
        assertFalse(page.vocabulary().contains("script"), page.vocabulary()::toString);
        assertTrue(page.vocabulary().stream().noneMatch(it -> it.startsWith("@on") || it.equals("@src")
                || it.equals("@style")), page.vocabulary()::toString);
        Set<String> ids = new HashSet<>();
        page.elements("*").stream().map(it -> it.getAttribute("id")).filter(id -> !id.isEmpty())
                .forEach(id -> assertTrue(ids.add(id), "twice: " + id));
        for (Element element : page.elements("*")) {
            for (String id : element.getAttribute("aria-labelledby").split(" ", -1)) {
                assertTrue(id.isEmpty() || ids.contains(id), "no such label: " + id);
            }
            String href = element.getAttribute("href");
            assertTrue(href.isEmpty() || href.equals("data:,") || (href.startsWith("#") && ids.contains(href.substring(1))),
                    "leads nowhere on this page: " + href);
        }
        headings(page);
        for (Element drawing : page.elements("svg")) {
            boolean inside = drawing.getParentNode() instanceof Element parent && parent.getTagName().equals("svg");
            boolean told = drawing.getAttribute("role").equals("img")
                    && drawing.getElementsByTagName("title").getLength() > 0;
            assertTrue(inside || told || drawing.getAttribute("aria-hidden").equals("true"),
                    "a drawing that says nothing");
        }
        for (Element table : page.elements("table")) {
            assertEquals(1, table.getElementsByTagName("caption").getLength());
        }
        page.elements("th").forEach(it -> assertFalse(it.getAttribute("scope").isEmpty(), "of what: " + Page.text(it)));
    }

    private static void headings(Page page) {
        int last = 0;
        for (Element element : page.elements("*")) {
            if (element.getTagName().matches("h[1-6]")) {
                int level = element.getTagName().charAt(1) - '0';
                assertTrue(level <= last + 1, "level left out before " + Page.text(element));
                last = level;
            }
        }
    }
}
