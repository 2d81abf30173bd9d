package io.brickyard.xlator.graph;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.RecordingTranslator;
import io.brickyard.xlator.Replies;
import io.brickyard.xlator.SampleCalls;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.Volume;
import io.brickyard.xlator.iothreads.IoThreads;
import io.brickyard.xlator.stats.DumpFormat;
import io.brickyard.xlator.stats.DumpSettings;
import io.brickyard.xlator.stats.IoStats;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GraphTest {
    private final RecordingTranslator disk = new RecordingTranslator();
    private final TranslatorTypes types = TranslatorTypes.shared()
            .with(Volume.STORAGE_POSIX, TranslatorFactory.bottom((volume, options) -> disk));

    /** Stands for a layer that another module has. */
    private static TranslatorFactory passing() {
        return TranslatorFactory.layer((volume, options, below) -> new IoStats(volume.name(), DumpSettings.ON_DEMAND,
                below));
    }

    private static String glusterdVolfile() throws IOException {
        try (InputStream in = GraphTest.class.getResourceAsStream("glusterd-10.3-brick.vol")) {
            assertNotNull(in);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private VolfileException refused(String text) throws VolfileException {
        Volfile volfile = Volfile.parse(text);
        return assertThrows(VolfileException.class, () -> Graph.build(volfile, types));
    }

    @Test
    void shouldBuildTheBrickOfGlusterd() throws IOException, VolfileException {
        types.with("features/locks", passing()).with("features/index", passing());
        Graph graph = Graph.build(Volfile.parse(glusterdVolfile()), types);
        IoStats entry = graph.probes().getFirst();
        assertEquals("/data/demo/b1", entry.uniqueId());
        assertSame(entry, graph.top());
        assertSame(entry, graph.find("/data/demo/b1").orElseThrow());
        assertSame(graph.find("demo-index").orElseThrow(), graph.find("demo-quota").orElseThrow());
        assertEquals(12, graph.notes().size(), graph.notes()::toString);
        assertTrue(
                graph.notes().getFirst().startsWith("line 9: volume 'demo-trash' of type features/trash is left out:"));
        assertEquals(1, graph.all(IoThreads.class).size());
        graph.stop();
        assertEquals(1, disk.stops());
    }

    @Test
    void shouldRefuseToLeaveOutWhatIsSwitchedOn() throws IOException, VolfileException {
        types.with("features/locks", passing()).with("features/index", passing());
        VolfileException refused = refused(glusterdVolfile().replace("read-only off", "read-only on"));
        assertEquals("volume 'demo-read-only': option read-only is on, and brickyard has no features/read-only"
                + " (writes are not refused); turn the option off", refused.getMessage());
        assertEquals(1, disk.stops(), "what was built is stopped");
    }

    @Test
    void shouldRefuseTypesThatItDoesNotKnow() throws VolfileException {
        VolfileException refused = refused("""
                volume disk
                  type storage/posix
                end-volume
                volume a
                  type features/arbiter
                  subvolumes disk
                end-volume
                """);
        assertEquals("volume 'a': type features/arbiter is not known here, and cannot be left out",
                refused.getMessage());
        assertEquals(4, refused.line());
    }

    @Test
    void shouldRefuseTheWrongNumberOfSubvolumes() throws VolfileException {
        assertEquals("volume 'a': debug/io-stats has exactly one subvolume, not 0", refused("""
                volume a
                  type debug/io-stats
                end-volume
                """).getMessage());
        assertEquals("volume 'b': storage/posix has no subvolume, not 1", refused("""
                volume a
                  type storage/posix
                end-volume
                volume b
                  type storage/posix
                  subvolumes a
                end-volume
                """).getMessage());
    }

    @Test
    void shouldRefuseAVolumeBelowTwoOthers() throws VolfileException {
        types.with("test/fork", (volume, below) -> disk);
        assertEquals("volume 'a' is a subvolume of two volumes, of 'b' too", refused("""
                volume a
                  type storage/posix
                end-volume
                volume b
                  type test/fork
                  subvolumes a a
                end-volume
                """).getMessage());
    }

    @Test
    void shouldTakeOptionsOfTheVolfile() throws VolfileException {
        Graph graph = Graph.build(Volfile.parse("""
                volume disk
                  type storage/posix
                end-volume
                volume probe
                  type debug/io-stats
                  option ios-dump-interval 75
                  option ios-dump-format text
                  option latency-measurement off
                  subvolumes disk
                end-volume
                """), types);
        assertEquals(new DumpSettings(Duration.ofSeconds(75), DumpFormat.TEXT), graph.probes().getFirst().dumps());
        assertEquals("probe", graph.probes().getFirst().uniqueId());
        VolfileException refused = refused("""
                volume disk
                  type storage/posix
                end-volume
                volume probe
                  type debug/io-stats
                  option ios-dump-format samples
                  subvolumes disk
                end-volume
                """);
        assertEquals("volume 'probe': option ios-dump-format is 'samples', expected text, json or none",
                refused.getMessage());
    }

    @Test
    void shouldPutAProbeAtEachJointByDefault() throws VolfileException {
        List<String> made = new ArrayList<>();
        types.with("features/locks", TranslatorFactory.layer((volume, options, below) -> {
            made.add(volume.name());
            return below;
        }));
        Volfile volfile = BrickGraph.of(types, "vol", List.of(),
                Map.of(Volume.STORAGE_POSIX, Map.of("directory", "/data/b 1")));
        assertEquals(List.of("vol-posix", "vol-posix-parent", "vol-locks", "vol-iot-child", "vol-io-threads",
                "vol-iot-parent", "vol-throttle", "vol-server-child"),
                volfile.volumes().stream().map(Volume::name).toList());
        assertEquals("/data/b 1", volfile.volumes().getFirst().options().get("directory"));
        Graph graph = Graph.build(volfile, types);
        assertEquals(List.of("vol-server-child", "vol-iot-parent", "vol-iot-child", "vol-posix-parent"),
                graph.probes().stream().map(IoStats::uniqueId).toList());
        assertEquals(List.of("vol-locks"), made);
        assertEquals(List.of(), graph.notes());
        Translator top = graph.top();
        Replies replies = new Replies(Fop.ALL.size());
        for (int i = 0; i < Fop.ALL.size(); i++) {
            top.wind(SampleCalls.call(Fop.ALL.get(i), SampleCalls.session("a")), replies.of(i));
        }
        replies.awaitAll();
        graph.stop();
        assertEquals(Fop.ALL.size(), disk.calls().size());
        for (IoStats probe : graph.probes()) {
            assertEquals(Fop.ALL.size(), probe.peek().cumulative().fops().size());
        }
    }
}
