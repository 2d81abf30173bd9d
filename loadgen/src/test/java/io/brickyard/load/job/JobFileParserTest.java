package io.brickyard.load.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.brickyard.load.Jobs;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.OptionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JobFileParserTest {

    @Test
    void shouldInheritFromTheGlobalSectionsAboveWhenAJobBegins() {
        List<JobSpec> jobs = Jobs.all("""
                ; comment
                [global]
                bs=8k
                size=1m   # another
                [one]
                iodepth=4
                [two]
                bs=2k
                stonewall
                numjobs=2
                [global]
                direct=1
                [three]
                name=drei
                """);
        assertEquals(List.of("one", "two", "two", "drei"), jobs.stream().map(JobSpec::name).toList());
        assertEquals(List.of(8192L, 2048L, 2048L, 8192L), jobs.stream().map(it -> it.number(LoadOption.BS)).toList());
        assertEquals(List.of(false, false, false, true), jobs.stream().map(it -> it.yes(LoadOption.DIRECT)).toList());
        assertEquals(List.of(0, 1, 1, 1), jobs.stream().map(JobSpec::stage).toList());
        assertEquals(List.of(0, 1, 1, 1), jobs.stream().map(JobSpec::group).toList());
        assertEquals(List.of("two.1.0"), jobs.get(2).files());
        assertEquals(4, jobs.stream().map(JobSpec::seed).distinct().count());
    }

    @Test
    void shouldPutVariablesAndFactsIn() {
        JobSpec job = Jobs.of("bs=${BLOCK}", "iodepth=$ncpus", "size=$pagesize", "description=${UNSET}");
        assertEquals(8192, job.number(LoadOption.BS));
        assertEquals(Runtime.getRuntime().availableProcessors(), job.count(LoadOption.IODEPTH));
        assertEquals(4096, job.number(LoadOption.SIZE));
        assertEquals("${UNSET}", job.text(LoadOption.DESCRIPTION));
    }

    @Test
    void shouldReadOptionsOfAnIncludedFile(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("more"), "bs=16k\n");
        Path file = Files.writeString(folder.resolve("job"), "[a]\ninclude more\nsize=1m\n");
        var jobs = new JobCollector(Set.of());
        new JobFileParser(jobs, Map.of()).parse(file);
        assertEquals("x --name=a --bs=16k --size=1m", jobs.commandLine("x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "bs=4k                  | test:1: 'bs=4k' stands before the first [section]; put it below one",
            "[a]~siez=1m            | test:2: unknown option 'siez'",
            "[a]~nice=3             | test:2: nice: load lacks this option of fio; leave it out",
            "[a]~rw=foo             | test:2: rw: 'foo' is none of read, write, randread, randwrite, rw, readwrite, randrw",
            "[a]~rw=trim            | test:2: rw: load lacks fio's 'trim'; it has read, write, randread, randwrite, rw, readwrite, randrw",
            "[a]~bs                 | test:2: bs: there is no value; write bs=BYTES[,BYTES]",
            "[a]~size=              | test:2: size: there is no value after the =",
            "[a]~iodepth=0          | test:2: iodepth: 0 is too small; the least is 1",
            "[a]~direct=2           | test:2: direct: '2' is neither 0 nor 1",
            "[a                     | test:1: '[a' is no section; write [name]",
            "[a]~time_based         | job a: time_based wants runtime=TIME, after which the job ends",
            "[a]~write_hist_log=x   | job a: write_hist_log wants log_hist_msec=MSEC, the time that each line is for",
    })
    void shouldSayWhereAndWhatIsWrong(String text, String message) {
        var wrong = assertThrows(OptionException.class, () -> Jobs.all(text.strip().replace('~', '\n')));
        assertEquals(message, wrong.getMessage());
    }

    @Test
    void shouldKeepOnlyNamedSections() {
        var jobs = new JobCollector(Set.of("b"));
        new JobFileParser(jobs, Map.of()).parse("[global]\nbs=2k\n[a]\nnonsense=1\n[b]\nsize=1m\n", "test");
        assertEquals(List.of("b"), jobs.jobs().stream().map(NamedJob::name).toList());
        assertTrue(jobs.commandLine("load").endsWith("--size=1m"));
    }
}
