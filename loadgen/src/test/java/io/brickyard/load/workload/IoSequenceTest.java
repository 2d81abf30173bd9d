package io.brickyard.load.workload;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.load.Jobs;
import io.brickyard.load.job.JobSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class IoSequenceTest {

    @ParameterizedTest
    @ValueSource(strings = {"rw=randread", "rw=randrw bsrange=4k-16k", "rw=randread random_distribution=zipf:1.1",
            "rw=randread percentage_random=50", "rw=randwrite norandommap"})
    void shouldGiveTheSameOffsetsWhenTheSeedIsTheSame(String options) {
        String[] words = options.split(" ", -1);
        assertEquals(all(job(words, "randseed=7")), all(job(words, "randseed=7")));
        assertNotEquals(all(job(words, "randseed=7")), all(job(words, "randseed=8")));
    }

    @Test
    void shouldGoThroughInOrderAndLeaveThePartialBlockOutWhenSequential() {
        assertEquals(List.of("r0@0+4096", "r0@4096+4096"), of(Jobs.of("rw=read"), 10_240));
        assertEquals(List.of("r0@0+4096", "r0@8192+4096"), of(Jobs.of("rw=read:4k", "number_ios=2"), 40_960));
    }

    @Test
    void shouldTakeFilesInTurn() {
        List<FileRegion> files = List.of(new FileRegion(0, 8192), new FileRegion(0, 4096));
        assertEquals(List.of("r0@0+4096", "r1@0+4096", "r0@4096+4096"), of(Jobs.of("rw=read"), files));
        assertEquals(List.of("r0@0+4096", "r0@4096+4096", "r1@0+4096"),
                of(Jobs.of("rw=read", "file_service_type=sequential"), files));
    }

    @Test
    void shouldMixAsWantedWhenMixed() {
        List<String> all = of(Jobs.of("rw=randrw", "rwmixread=70"), 4096 * 10_000);
        long reads = all.stream().filter(it -> it.startsWith("r")).count();
        assertTrue(Math.abs(reads - 7000) < 150, "reads: " + reads);
    }

    @Test
    void shouldGoOverAllAgainWhenThereAreLoops() {
        assertEquals(6, of(Jobs.of("rw=randread", "loops=3"), 8192).size());
        assertEquals(6, of(Jobs.of("rw=read", "io_size=21k"), 8192).size());
        assertEquals(5, of(Jobs.of("rw=read", "io_size=20k"), 8192).size());
    }

    @Test
    void shouldStayInARowWhenSeveralIosAreWantedFromEachOffset() {
        List<String> all = of(Jobs.of("rw=randread:4", "bs=1k"), 1 << 20);
        int follows = 0;
        for (int i = 1; i < all.size(); i++) {
            follows += offset(all.get(i)) == offset(all.get(i - 1)) + 1024 ? 1 : 0;
        }
        assertTrue(follows >= all.size() * 3 / 4 - 4, "only " + follows);
    }

    private static long offset(String io) {
        return Long.parseLong(io.substring(io.indexOf('@') + 1, io.indexOf('+')));
    }

    private static JobSpec job(String[] words, String seed) {
        List<String> options = new ArrayList<>(List.of(words));
        options.add(seed);
        return Jobs.of(options.toArray(String[]::new));
    }

    private static List<String> all(JobSpec job) {
        return of(job, 1 << 20);
    }

    private static List<String> of(JobSpec job, long length) {
        return of(job, List.of(new FileRegion(0, length)));
    }

    private static List<String> of(JobSpec job, List<FileRegion> files) {
        var sequence = new IoSequence(job, files);
        var request = new IoRequest();
        List<String> all = new ArrayList<>();
        while (sequence.next(request, null)) {
            all.add(request.direction.text().charAt(0) + "" + request.file + "@" + request.offset + "+"
                    + request.length);
        }
        return all;
    }
}
