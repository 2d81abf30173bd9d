package io.brickyard.xlator.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.RecordingTranslator;
import io.brickyard.xlator.SampleCalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DumpSchedulerTest {
    private static final ProcessIdentity BRICKD = ProcessIdentity.current("brickd", ProcessIdentity.Side.BRICK);
    private static final Duration SHORT = Duration.ofMillis(20);

    @TempDir
    private Path directory;
    private final BlockingQueue<String> problems = new LinkedBlockingQueue<>();

    private static IoStats probe(String uniqueId, DumpSettings settings) {
        return new IoStats(uniqueId, settings, new RecordingTranslator());
    }

    @Test
    void shouldWriteAFileForEachProbeWhenAsked() throws IOException {
        IoStats top = probe("/data/demo/b1", DumpSettings.ON_DEMAND);
        IoStats low = probe("b1-posix-parent", new DumpSettings(Duration.ZERO, DumpFormat.TEXT));
        top.wind(SampleCalls.call(Fop.READ, SampleCalls.session("a")), reply -> {});
        Path folder = directory.resolve("stats/of/bricks");
        try (DumpScheduler dumps = new DumpScheduler(BRICKD, List.of(top, low), folder, problems::add)) {
            List<Path> files = dumps.dumpNow();
            assertEquals(List.of(folder.resolve("brickd__data_demo_b1.dump"),
                    folder.resolve("brickd_b1-posix-parent.dump")), files);
            assertTrue(Files.readString(files.get(0)).startsWith("{\n  \"brickyard-dump\" : 1,"));
            assertTrue(Files.readString(files.get(1)).startsWith("\n=== Cumulative stats ===\n"));
            assertEquals(1, top.peek().intervalNumber());
            dumps.dumpNow();
            try (Stream<Path> left = Files.list(folder)) {
                assertEquals(2, left.count(), "nothing but the two files");
            }
        }
    }

    @Test
    void shouldKeepEveryFileBesideTheDumps() throws IOException {
        Path old = Files.writeString(directory.resolve("b.vol"), "old");
        try (DumpScheduler dumps = new DumpScheduler(BRICKD, List.of(probe("p", DumpSettings.ON_DEMAND)), directory,
                problems::add)) {
            dumps.accompany("a.vol", "graph a");
            dumps.accompany("b.vol", "graph b");
            assertTrue(Files.notExists(old), "the graph of a run before");
            dumps.dumpNow();
            Files.delete(directory.resolve("a.vol"));
            dumps.dumpNow();
        }
        assertEquals("graph a", Files.readString(directory.resolve("a.vol")));
        assertEquals("graph b", Files.readString(directory.resolve("b.vol")));
    }

    @Test
    void shouldDumpByItselfAsOftenAsTheProbeWishes() throws IOException, InterruptedException {
        IoStats often = probe("often", new DumpSettings(SHORT, DumpFormat.JSON));
        IoStats never = probe("never", DumpSettings.ON_DEMAND);
        try (DumpScheduler dumps = new DumpScheduler(BRICKD, List.of(often, never), directory, problems::add)) {
            dumps.start();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (often.peek().intervalNumber() < 3) {
                assertTrue(System.nanoTime() < deadline, "three dumps were made");
                Thread.onSpinWait();
            }
        }
        assertTrue(Files.exists(directory.resolve("brickd_often.dump")));
        assertEquals(0, never.peek().intervalNumber());
    }

    @Test
    void shouldTellOfADumpThatFailedAndTryAgain() throws IOException, InterruptedException {
        Path file = Files.createFile(directory.resolve("not-a-directory"));
        IoStats probe = probe("often", new DumpSettings(SHORT, DumpFormat.JSON));
        try (DumpScheduler dumps = new DumpScheduler(BRICKD, List.of(probe), file, problems::add)) {
            dumps.start();
            for (int i = 0; i < 2; i++) {
                String problem = problems.poll(60, TimeUnit.SECONDS);
                assertNotNull(problem);
                assertTrue(problem.contains("not-a-directory"), problem);
            }
        }
    }

    @Test
    void shouldMakeFileNamesThatAreSafeAndDiffer() {
        Set<String> taken = new HashSet<>();
        assertEquals("brickd_a_b.dump", DumpScheduler.fileName("brickd", "a/b", taken));
        assertEquals("brickd_a_b_2.dump", DumpScheduler.fileName("brickd", "a_b", taken));
        assertEquals("brickd_.._.._etc_passwd_.dump", DumpScheduler.fileName("brickd", "../../etc/passwd\n", taken));
        assertTrue(DumpScheduler.fileName("brickd", "x".repeat(5000), taken).length() < 250);
    }
}
