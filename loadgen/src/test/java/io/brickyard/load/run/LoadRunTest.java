package io.brickyard.load.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.brickyard.load.Jobs;
import io.brickyard.load.record.JobResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whole runs on real files. */
class LoadRunTest {
    @TempDir
    private Path folder;

    private final List<String> messages = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void shouldReadEachBlockOnceAtAnyDepth(int depth) throws LoadException, IOException {
        JobResult result = run(false, "rw=randread", "size=1m", "iodepth=" + depth).jobs().getFirst();
        assertEquals(256, result.tally().read.ios());
        assertEquals(1 << 20, result.tally().read.bytes());
        assertEquals(1 << 20, Files.size(folder.resolve("j.0.0")));
        assertEquals(depth > 1 ? 256 : 0, result.tally().read.submission.count());
        assertEquals(0, result.tally().read.response.count());
    }

    @Test
    void shouldUseAgainWhatItLaidOutAndRemoveItWhenAskedTo() throws LoadException, IOException {
        run(false, "rw=randread", "size=256k", "nrfiles=2");
        assertTrue(messages.getFirst().contains("Laying out"), messages::toString);
        messages.clear();
        run(false, "rw=randwrite", "size=256k", "nrfiles=2", "unlink=1");
        assertTrue(messages.getFirst().contains("Using again"), messages::toString);
        assertFalse(Files.exists(folder.resolve("j.0.0")));
        assertFalse(Files.exists(folder.resolve("j.0.1")));
    }

    @Test
    void shouldSayOnceWhatManyClonesUseAgain() throws LoadException, IOException {
        String file = "filename=" + folder.resolve("shared");
        run(false, "rw=randread", "size=256k", file);
        messages.clear();
        run(false, "rw=randread", "size=256k", file, "numjobs=3");
        assertEquals(1, messages.stream().filter(it -> it.contains("Using again")).count(), messages::toString);
    }

    @Test
    void shouldLeaveSomebodyElsesFileAloneUnlessToldOtherwise() throws LoadException, IOException {
        Path precious = folder.resolve("precious");
        byte[] content = new byte[8192];
        content[7] = 7;
        Files.write(precious, content);
        String name = "filename=precious";
        assertRefused("load did not lay out this file", "rw=randwrite", "size=8k", name);
        assertRefused("load did not lay out this file", "rw=randread", "size=16k", name);
        assertEquals(2, run(false, "rw=randread", "size=8k", name, "unlink=1").jobs().getFirst().tally().read.ios());
        assertEquals(7, Files.readAllBytes(precious)[7]);
        run(false, "rw=write", "size=8k", name, "overwrite=1", "zero_buffers");
        assertEquals(0, Files.readAllBytes(precious)[7]);
    }

    @Test
    void shouldWriteNothingWhenReadOnly() {
        var writes = assertThrows(LoadException.class, () -> run(true, "rw=randrw", "size=8k"));
        assertEquals("job j: rw=randrw writes, which --readonly forbids; leave one of them out", writes.getMessage());
        var laysOut = assertThrows(LoadException.class, () -> run(true, "rw=randread", "size=8k"));
        assertTrue(
                String.valueOf(laysOut.getMessage()).endsWith("does not exist, and --readonly forbids to lay it out"));
    }

    @Test
    void shouldSayWhatIsWrongWithTheFiles() {
        assertRefused("whose size could be taken; give --size=BYTES", "rw=randread");
        assertRefused("less than a block of 4096; raise --size or lower --bs", "rw=randread", "size=1k");
        assertRefused("the directory does not exist; make it", "rw=randread", "size=8k", "filename=none/x");
        assertRefused("is a directory; name a file, or use --directory", "rw=randread", "size=8k", "filename=/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iodepth=1", "iodepth=8", "bsrange=512-4k"})
    void shouldFindOneFlippedByte(String option) throws LoadException, IOException {
        String[] write = {"rw=randwrite", "size=4m", "verify=crc32c", option};
        RunResult good = run(false, write);
        assertFalse(good.differs());
        assertEquals(4 << 20, good.jobs().getFirst().tally().read.bytes());
        if (option.startsWith("bsrange")) {
            return;
        }
        String[] read = {"rw=read", "size=4m", "verify=crc32c", option};
        assertFalse(run(false, read).differs());
        flip(folder.resolve("j.0.0"), 3_000_001);
        JobResult bad = run(false, read).jobs().getFirst();
        assertEquals(1, bad.differing());
        long block = 3_000_001 / 4096 * 4096L;
        assertTrue(bad.messages().getFirst().contains("block of 4096 bytes at " + block), bad.messages()::toString);
    }

    @Test
    void shouldKeepTheResultsWhenTheFileEndsEarly() throws LoadException, IOException {
        Path file = folder.resolve("j.0.0");
        run(false, "rw=randread", "size=1m");
        var job = Jobs.of("rw=read", "size=1m", "rate_iops=1000", "filename=" + file);
        var run = new LoadRun(List.of(job), options(false), new RunListener() {
            @Override
            public void message(String line) {
                messages.add(line);
            }

            @Override
            public void started(List<RunningJob> jobs) {
                try (var shorter = new RandomAccessFile(file.toFile(), "rw")) {
                    shorter.setLength(40_960);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        });
        RunResult result = run.run();
        assertTrue(result.failed());
        assertEquals(10, result.jobs().getFirst().tally().read.ios());
        assertTrue(result.jobs().getFirst().messages().getFirst().contains("the file ends at 40960"));
    }

    @Test
    void shouldEndSoonAndKeepTheResultsWhenInterrupted() throws LoadException, IOException {
        var job = Jobs.of("rw=randread", "size=1m", "runtime=1h", "time_based", "iodepth=3",
                "filename=" + folder.resolve("x"));
        LoadRun[] run = new LoadRun[1];
        run[0] = new LoadRun(List.of(job), options(false), new RunListener() {
            @Override
            public void message(String line) {
                messages.add(line);
            }

            @Override
            public void progress(Progress progress) {
                if (progress.tally().read.ios() > 0) {
                    run[0].interrupt();
                }
            }
        });
        RunResult result = run[0].run();
        assertTrue(result.interrupted());
        assertTrue(result.jobs().getFirst().tally().read.ios() > 0);
    }

    @Test
    void shouldRunStagesOneAfterTheOther() throws LoadException, IOException {
        List<String> order = new ArrayList<>();
        var jobs = Jobs.all("[global]\nioengine=null\nsize=1m\n[a]\n[b]\nstonewall\n");
        RunResult result = new LoadRun(jobs, options(false), order::add).run();
        assertEquals(List.of(256L, 256L), result.jobs().stream().map(it -> it.tally().read.ios()).toList());
    }

    private void assertRefused(String message, String... options) {
        var refused = assertThrows(LoadException.class, () -> run(false, options));
        String said = String.valueOf(refused.getMessage());
        assertTrue(said.contains(message), said);
    }

    private RunResult run(boolean readOnly, String... options) throws LoadException, IOException {
        List<String> all = new ArrayList<>(List.of(options));
        if (all.stream().noneMatch(it -> it.startsWith("filename=/"))) {
            all.add("directory=" + folder);
        }
        return new LoadRun(List.of(Jobs.of(all.toArray(String[]::new))), options(readOnly), messages::add).run();
    }

    private static RunOptions options(boolean readOnly) {
        return new RunOptions(readOnly, 0, Optional.empty());
    }

    private static void flip(Path file, long at) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ 1);
        }
    }
}
