package io.brickyard.stats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.brickyard.stats.dump.LatencyUnit;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.read.InputReport;
import io.brickyard.stats.stack.SectionChoice;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.brickyard.stats.Runs.CAPTURES;
import static io.brickyard.stats.Runs.averages;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Outputs of gluster volume profile: every variant, as text and XML, and as people paste them. */
class VolumeProfileTest {
    private static final Path CAPTURE = CAPTURES.resolve("volume-profile");

    @TempDir
    private Path scratch = Path.of("unset");

    private static String text(String name) throws IOException {
        return Files.readString(CAPTURE.resolve(name));
    }

    private static Position only(DeltaTable table) {
        assertEquals(1, table.positions().size());
        return table.positions().getFirst();
    }

    /** Averages of the bricks as the footnote compares them. */
    private static String bricks(DeltaTable table) {
        return Runs.notes(table, Note.Kind.MERGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A-info-peek.txt", "A-info.txt", "A-info-incremental-peek.txt", "A-info-peek.xml",
            "A-info-incremental-peek.xml", "A-info-cumulative.txt", "A-info-cumulative.xml"})
    void shouldReadEveryVariantWhenItIsTextOrXml(String name) {
        Runs run = Runs.over(CAPTURE.resolve(name));
        if (name.contains("cumulative")) {
            run.section(SectionChoice.CUMULATIVE);
        }
        DeltaTable read = run.fop("READ").table();
        assertEquals("child of protocol/server", only(read).label());
        // GlusterFS averages without locks, so the two kinds of section differ a little.
        String average = name.contains("cumulative") ? "330.07" : "330.11";
        assertTrue(bricks(read).contains("vm:/data/rv/b2 " + average + " us (13046 calls)"), bricks(read));
        assertTrue(bricks(read).contains("vm:/data/rv/b0 33.22 us (2 calls)"), bricks(read));
        DeltaTable write = Runs.over(CAPTURE.resolve(name)).fop("WRITE").table();
        assertEquals(3 * 21_465, only(write).calls());
        assertTrue(bricks(write).contains("vm:/data/rv/b2 519.7"), bricks(write));
    }

    @Test
    void shouldReadAnIntervalAlone() {
        DeltaTable table = Runs.over(CAPTURE.resolve("C-info-incremental.txt")).fop("WRITE").table();
        assertTrue(bricks(table).contains("vm:/data/rv/b0 280.77 us (100 calls)"), bricks(table));
        assertEquals("interval 2, 3 s", table.window());
    }

    @Test
    void shouldBelieveTheLabelNsAndSayWhy() {
        DeltaTable table = Runs.over(CAPTURE.resolve("A-info.txt")).table();
        assertTrue(Runs.notes(table, Note.Kind.UNIT).contains("the rows are labelled ns and have no fraction"));
    }

    @Test
    void shouldCallTheUnitOfXmlWeakUnlessTextOfTheSameBricksIsThere() {
        DeltaTable alone = Runs.over(CAPTURE.resolve("A-info-cumulative.xml")).table();
        assertTrue(Runs.notes(alone, Note.Kind.UNIT_UNCERTAIN).contains("would be long as microseconds"));
        DeltaTable both = Runs.over(CAPTURE.resolve("A-info-cumulative.xml"), CAPTURE.resolve("A-info-cumulative.txt"))
                .section(SectionChoice.CUMULATIVE).fop("WRITE").table();
        assertEquals("", Runs.notes(both, Note.Kind.UNIT_UNCERTAIN));
        assertEquals(3 * 21_465, only(both).calls());
    }

    /** The program that prints chooses the label, the brick the number. */
    @Test
    void shouldTrustFractionsMoreThanTheLabelWhenVersionsAreMixed() throws IOException {
        String nine = text("A-info.txt").replaceAll("(\\d+)\\.\\d\\d ns", "$1.37 ns");
        DeltaTable table = Runs.overStdin(nine).fop("WRITE").table();
        assertTrue(bricks(table).contains("vm:/data/rv/b1 570296.37 us"), bricks(table));
        assertTrue(Runs.notes(table, Note.Kind.UNIT).contains("has a fraction"));
    }

    @Test
    void shouldDoubtTheLabelUsWhenCallsWouldBeFarTooLong() throws IOException {
        DeltaTable table = Runs.overStdin(text("A-info.txt").replace(" ns", " us")).fop("WRITE").table();
        assertTrue(bricks(table).contains("vm:/data/rv/b1 570.30 us"), bricks(table));
        assertTrue(Runs.notes(table, Note.Kind.UNIT_UNCERTAIN).contains("would be long as microseconds"));
    }

    @Test
    void shouldReadWhatMailsMakeOfIt() throws IOException {
        String original = text("A-info.txt");
        String expected = bricks(Runs.overStdin(original).fop("WRITE").table());
        List<String> pasted = List.of(
                original.replace("\n", "\r\n"),
                original.lines().map(line -> "> " + line + "\n").reduce("", String::concat),
                original.lines().map(line -> ">> | " + line.strip() + "\n").reduce("", String::concat),
                original.lines().map(line -> line.strip().replaceAll(" +", " ") + "\n").reduce("", String::concat),
                original.replace("   ", "\u00a0\t"),
                original.replaceAll("(?m)^(.{60}\\S*) +(\\S.*)$", "$1\n$2"),
                "Hello,\n\nthis is what I see:\n\n# gluster volume profile rep info\n" + original + "\nRegards\n");
        for (String text : pasted) {
            assertEquals(expected, bricks(Runs.overStdin(text).fop("WRITE").table()), text.substring(0, 600));
        }
    }

    @Test
    void shouldKeepWholeSectionsWhenTheRestIsCut() throws IOException {
        String original = text("A-info.txt");
        int inLastBrick = original.lastIndexOf("Interval 0 Stats:") + 1500;
        DeltaTable table = Runs.overStdin(original.substring(0, inLastBrick)).fop("WRITE").table();
        assertTrue(Runs.notes(table, Note.Kind.INPUT).contains(
                "truncated: the interval section of vm:/data/rv/b2 is not whole and left out"), table::toString);
        assertEquals(3 * 21_465, only(table).calls());
    }

    @Test
    void shouldRefuseByNameWhatHoldsNothing() throws IOException {
        assertRefused(text("A-info.txt").substring(0, 900), "truncated");
        assertRefused(text("A-info.txt").substring(24), "Brick: HOST:PATH");
        assertRefused(text("profile-not-started.txt"), "Profile on Volume rep is not started");
        assertRefused(text("profile-not-started.xml"), "Profile on Volume rep is not started");
        assertRefused(text("no-such-volume.xml"), "Volume nosuch does not exist");
        assertRefused(text("clear.txt"), "just cleared");
        assertRefused(text("clear.xml"), "just cleared");
        assertRefused(text("A-info-peek.xml").substring(0, 30_000), "broken or truncated XML");
    }

    @Test
    void shouldSayNothingBesideTheResultWhenXmlIsNoUtf8() throws IOException {
        byte[] xml = text("F-after-clear-info.xml").replace("vm:", "v\u00e9:").getBytes(StandardCharsets.ISO_8859_1);
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            Path file = Files.write(scratch.resolve("latin.xml"), xml);
            assertEquals(3,
                    Runs.over(file).unit(LatencyUnit.NANOSECONDS).table().positions().getFirst().probes().size());
        } finally {
            System.setErr(before);
        }
        assertEquals("", written.toString(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String text, String reason) {
        List<InputReport> refused = Runs.overStdin(text).report().refused();
        assertTrue(refused.size() == 1 && refused.getFirst().detail().contains(reason), refused::toString);
    }

    @Test
    void shouldRefuseByNameWhenTwoVersionsContradictEachOther() throws IOException {
        String ten = text("A-info.txt");
        String nine = text("E-idle-info.txt").replaceAll("([1-9]\\d*)\\.\\d\\d ns", "$1.37 us");
        List<InputReport> refused = Runs.overStdin(ten + nine).report().refused();
        assertTrue(refused.size() == 3 && refused.getFirst().detail().contains("contradict each other"),
                refused::toString);
        String mixed = ten.replaceFirst("33224.50 ns", "33224.50 us").replaceFirst("33169.00 ns", "33169.00 us")
                .replaceFirst("33280.00 ns", "33280.00 us");
        assertRefused(mixed, "outputs of two versions are mixed up");
    }

    @Test
    void shouldForgetWhatWasBeforeARestart() throws IOException {
        String restarted = text("A-info.txt").replace("Duration: 2219", "Duration: 9000").replace(" 21465 ", " 100 ");
        DeltaTable table = Runs.overStdin(text("A-info.txt") + restarted).fop("WRITE").table();
        assertEquals(300, only(table).calls());
        assertTrue(Runs.notes(table, Note.Kind.RESET).contains("vm:/data/rv/b0: its counters started anew"));
    }

    @Test
    void shouldTakeTheDifferenceOfTwoOutputs() {
        DeltaTable table = Runs.over(CAPTURE.resolve("A-info.txt"), CAPTURE.resolve("E-idle-info.txt")).fop("WRITE")
                .table();
        assertEquals(3 * (38_685 - 21_465), only(table).calls());
        assertEquals("difference of first and last dump, 15 s", table.window());
    }

    @Test
    void shouldFindTheBrickInItsVolfile() {
        String volfile = """
                volume rep-posix
                  type storage/posix
                  option directory /data/rv/b0
                end-volume
                volume /data/rv/b0
                  type debug/io-stats
                  subvolumes rep-posix
                end-volume
                volume rep-server
                  type protocol/server
                  subvolumes /data/rv/b0
                end-volume
                """;
        DeltaTable table = new Runs().unit(LatencyUnit.NANOSECONDS).and(CAPTURE.resolve("A-info.txt"))
                .andStdin(volfile).fop("WRITE").table();
        assertEquals(List.of("/data/rv/b0"), only(table).probes());
        assertEquals(List.of("541.09"), averages(table));
        assertEquals(List.of("storage/posix"), only(table).layer());
    }
}
