package io.brickyard.stats.capture;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.brickyard.stats.Runs;
import io.brickyard.stats.StatsReport;
import io.brickyard.stats.capture.Frames.Form;
import io.brickyard.stats.capture.Frames.Frame;
import io.brickyard.stats.dump.Dump.Side;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.brickyard.stats.Runs.CAPTURES;
import static io.brickyard.stats.Runs.averages;
import static io.brickyard.stats.Runs.deltas;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Captured packets give the wire's position, whatever file they are in and whatever happened to them. */
class WireTest {
    private static final Path CAPTURE = CAPTURES.resolve("wire-randread-paced");
    private static final Path PCAP = CAPTURE.resolve("brick0-paced.pcap");
    private static final Frames PACKETS = Frames.of(PCAP);
    private static final String WIRE = "504.56";

    @TempDir
    private Path scratch = Path.of("unset");

    private Runs over(byte[] capture) throws IOException {
        return Runs.over(Files.write(scratch.resolve("wire.pcap"), capture));
    }

    private Position wire(byte[] capture) throws IOException {
        DeltaTable table = over(capture).fop("READ").table();
        assertEquals(1, table.positions().size());
        return table.positions().getFirst();
    }

    private static String micros(Position position) {
        return String.format(java.util.Locale.ROOT, "%.2f", position.averageNanos() / 1000);
    }

    @Test
    void shouldSplitTheWayFromClientToBrick() {
        DeltaTable table = Runs.over(CAPTURE).table();
        assertEquals(List.of("1278.39", "732.93", "612.17", WIRE, "374.93", "370.80", "255.65", "243.97"),
                averages(table));
        assertEquals(List.of("545.46", "120.76", "107.61", "129.63", "4.13", "115.15", "11.68", "243.97"),
                deltas(table));
        Position wire = table.positions().get(3);
        assertEquals(Side.WIRE, wire.side());
        assertEquals(List.of(191_000L, 6_806_000L), List.of((long) wire.minNanos(), (long) wire.maxNanos()));
        assertEquals(List.of(false, false, false, true),
                table.positions().stream().limit(4).map(Position::boundaryBelow).toList());
        assertEquals(List.of("wire 127.0.0.1:24200 b0-server-child"), wire.probes());
    }

    @Test
    void shouldPlaceTheWireWithoutVolfiles() {
        DeltaTable table = Runs.over(CAPTURE.resolve("dumps"), PCAP).table();
        assertEquals(List.of("120.76", "107.61", "129.63", "4.13", "115.15", "11.68", "243.97"), deltas(table));
    }

    @Test
    void shouldPairEveryFopOfTheSession() {
        StatsReport report = Runs.over(PCAP).allFops().report();
        List<String> calls = report.tables().stream().map(table -> table.fop() + " " + table.calls()).sorted().toList();
        assertEquals(List.of("FLUSH 1", "LOOKUP 8", "OPEN 1", "OPENDIR 1", "READ 330", "RELEASE 1", "RELEASEDIR 1",
                "STATFS 2"), calls);
    }

    @Test
    void shouldTellOfACaptureThatIsTooShortToSplitTheWay() {
        DeltaTable table = Runs.over(CAPTURES.resolve("seed-randread-text")).table();
        assertTrue(table.positions().stream().noneMatch(one -> one.side() == Side.WIRE));
        assertTrue(Runs.notes(table, Note.Kind.LEFT_OUT).contains("holds 209 of 200348 calls, too few"));
        assertEquals("175.00", averages(
                Runs.over(CAPTURES.resolve("seed-randread-text/brick0-randread.pcap")).table()).getFirst());
    }

    static Stream<Form> forms() {
        List<Form> forms = new ArrayList<>();
        for (boolean pcapng : new boolean[]{false, true}) {
            for (boolean nanos : new boolean[]{false, true}) {
                for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
                    forms.add(new Form(pcapng, order, nanos, 1, 262_144));
                }
            }
        }
        for (int link : new int[]{0, 12, 101, 108, 113, 228, 276}) {
            forms.add(Form.PLAIN.link(link));
        }
        return forms.stream();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void shouldReadEveryFileFormatAndLinkType(Form form) throws IOException {
        Position wire = wire(PACKETS.write(form));
        assertEquals(330, wire.calls());
        assertEquals(WIRE, micros(wire));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 101, 113, 229, 276})
    void shouldReadIpv6(int link) throws IOException {
        Position wire = wire(PACKETS.overIpv6().write(Form.PLAIN.link(link)));
        assertEquals(330, wire.calls());
        assertEquals(WIRE, micros(wire));
        assertTrue(wire.probes().getFirst().startsWith("wire [0:0:0:0:0:0:0:1]:24200"));
    }

    @Test
    void shouldReadFramesWithVlanTags() throws IOException {
        byte[] plain = PACKETS.write(Form.PLAIN);
        Frames tagged = PACKETS.map(frame -> {
            byte[] bytes = new byte[frame.ip().length + 4];
            bytes[0] = 0;
            bytes[2] = 8;
            System.arraycopy(frame.ip(), 0, bytes, 4, frame.ip().length);
            return new Frame(frame.nanos(), bytes, bytes.length);
        });
        byte[] written = tagged.write(Form.PLAIN.link(1));
        assertTrue(written.length > plain.length);
        for (int at = 24; at < written.length;) {
            int length = Integer.reverseBytes(Word.at(written, at + 8));
            written[at + 16 + 12] = (byte) 0x81;
            written[at + 16 + 13] = 0;
            at += 16 + length;
        }
        assertEquals(WIRE, micros(wire(written)));
    }

    /** 96 bytes hold the headers of every layer, but not who calls. */
    @ParameterizedTest
    @ValueSource(ints = {96, 110, 128, 200, 1000})
    void shouldReadCutPackets(int snaplen) throws IOException {
        Position wire = wire(PACKETS.write(Form.PLAIN.cutAt(snaplen)));
        assertEquals(330, wire.calls());
        assertEquals(WIRE, micros(wire));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 17, 101, 400, 601})
    void shouldJoinAConnectionInTheMiddle(int first) throws IOException {
        Frames rest = new Frames(PACKETS.all().subList(first, PACKETS.all().size()));
        long calls = rest.all().stream().filter(Frame::isRead).count();
        assertTrue(calls > 0);
        assertEquals(calls, wire(rest.write(Form.PLAIN)).calls());
    }

    @Test
    void shouldCountRetransmissionsOnceAtTheirFirstTime() throws IOException {
        List<Frame> twice = new ArrayList<>();
        for (Frame frame : PACKETS.all()) {
            twice.add(frame);
            if (twice.size() > 8) {
                twice.add(twice.get(twice.size() - 8).at(frame.nanos()));
            }
        }
        Position wire = wire(new Frames(twice).write(Form.PLAIN));
        assertEquals(330, wire.calls());
        assertEquals(WIRE, micros(wire));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 60, 1448})
    void shouldPutSegmentsInOrder(int size) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Frames pieces = PACKETS.inPieces(size);
        List<Frame> shuffled = new ArrayList<>(pieces.all());
        // Segments of one message change places, as over several paths; its time is that of its last segment.
        for (int from = 0; from < shuffled.size();) {
            int to = from;
            while (to < shuffled.size() && shuffled.get(to).nanos() == shuffled.get(from).nanos()) {
                to++;
            }
            Collections.shuffle(shuffled.subList(from, Math.min(to, from + 200)), random);
            from = to;
        }
        Position wire = wire(new Frames(shuffled).write(Form.PLAIN));
        assertEquals(330, wire.calls(), "seed " + seed);
        assertEquals(WIRE, micros(wire), "seed " + seed);
    }

    @Test
    void shouldGoOnAfterLostPackets() throws IOException {
        int[] replies = {0};
        Frames lossy = PACKETS.filter(frame -> !frame.isReply() || replies[0]++ % 10 != 5);
        DeltaTable table = over(lossy.write(Form.PLAIN)).fop("READ").table();
        assertTrue(table.calls() >= 290 && table.calls() < 330, table::toString);
        assertTrue(Runs.notes(table, Note.Kind.INPUT).contains("calls without a reply: "), table::toString);
        assertTrue(Runs.notes(table, Note.Kind.INPUT).contains("missing bytes"), table::toString);
    }

    @Test
    void shouldKeepInternalCallsApart() throws IOException {
        int[] reads = {0};
        Frames healing = PACKETS.map(frame -> frame.isRead() && reads[0]++ % 3 == 0 ? frame.with(36, -6) : frame);
        DeltaTable table = over(healing.write(Form.PLAIN)).fop("READ").table();
        assertEquals(220, table.calls());
        assertTrue(Runs.notes(table, Note.Kind.INTERNAL).contains("calls of self-heal (pid -6) to 127.0.0.1:24200 are"
                + " kept out of the wire's times"), table::toString);
        assertTrue(Runs.notes(table, Note.Kind.INTERNAL).contains("110 READ of "), table::toString);
    }

    @Test
    void shouldSplitTheWayInThreeWithACaptureAtEachEnd() throws IOException {
        Frames atBrick = PACKETS.map(frame -> frame.isRead() ? frame.at(frame.nanos() + 40_000)
                : frame.isReply()
                        ? frame.at(frame.nanos() - 10_000)
                        : frame);
        Path brick = Files.write(scratch.resolve("brick.pcap"), atBrick.write(Form.PLAIN));
        for (List<Path> order : List.of(List.of(PCAP, brick), List.of(brick, PCAP))) {
            DeltaTable table = Runs.over(CAPTURE.resolve("dumps"), CAPTURE.resolve("volfiles"), order.get(0),
                    order.get(1)).table();
            assertEquals(List.of("120.76", "107.61", "50.00", "79.63", "4.13", "115.15", "11.68", "243.97"),
                    deltas(table));
            assertEquals(List.of("wire, client's end", "wire, brick's end"),
                    table.positions().subList(2, 4).stream().map(Position::label).toList());
            assertEquals(List.of("network"), table.positions().get(2).layer());
        }
    }

    @Test
    void shouldAddUpCapturesThatFollowEachOther() throws IOException {
        int half = PACKETS.all().size() / 2;
        Path first = Files.write(scratch.resolve("first.pcap"),
                new Frames(PACKETS.all().subList(0, half)).write(Form.PLAIN));
        Path second = Files.write(scratch.resolve("second.pcap"),
                new Frames(PACKETS.all().subList(half, PACKETS.all().size())).write(Form.PLAIN));
        DeltaTable table = Runs.over(first, second).fop("READ").table();
        assertTrue(table.calls() >= 329, table::toString);
        assertEquals(1, table.positions().size());
    }

    @Test
    void shouldUseWhatIsWholeWhenTheFileIsCut() throws IOException {
        byte[] whole = PACKETS.write(Form.PLAIN);
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length * 2 / 3 + 5);
        DeltaTable table = over(cut).fop("READ").table();
        assertTrue(table.calls() > 100, table::toString);
        assertTrue(Runs.notes(table, Note.Kind.INPUT).contains("an end inside a packet"), table::toString);
    }

    @Test
    void shouldRefuseByNameWhatHoldsNoCalls() throws IOException {
        assertRefused(new Frames(List.of()).write(Form.PLAIN), "without packets");
        byte[] unknown = PACKETS.write(Form.PLAIN);
        unknown[20] = (byte) 127;
        assertRefused(unknown, "packets of link type 127");
        assertRefused(PACKETS.filter(frame -> frame.payload() == 0).write(Form.PLAIN), "no calls and replies");
        Frames encrypted = PACKETS.filter(frame -> frame.payload() > 28).map(frame -> frame.with(0, 0x16030100)
                .with(8, 99));
        assertRefused(encrypted.write(Form.PLAIN), "encrypted with TLS");
        assertRefused(java.util.Arrays.copyOf(unknown, 10), "truncated in the header");
    }

    private void assertRefused(byte[] capture, String reason) throws IOException {
        StatsReport report = over(capture).report();
        assertTrue(report.refused().size() == 1 && report.refused().getFirst().detail().contains(reason),
                report::toString);
    }
}
