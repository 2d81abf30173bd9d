package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LoadCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "--name=r --rw=foo | --rw: 'foo' is none of read, write, randread, randwrite, rw, readwrite, randrw; try",
            "--name=r --randred=1 | unknown option '--randred', did you mean '--randseed'? Try",
            "--name=r --nice=3 | nice: load lacks this option of fio; leave it out; try",
            "--name=r --size=1.5k | --size: '1.5k' is no whole number such as 4096, 4k, 1m or 0x1000; try",
            "--name=r --direct=2 | --direct: '2' is neither 0 nor 1; try",
            "--name=r --time_based | job r: time_based wants runtime=TIME, after which the job ends; try",
            "--rw=read | no job: give --name=NAME and what it does, or a job file; try",
            "--name=r --output-format=xml | Invalid value for option '--output-format' (FORMAT[,FORMAT]): 'xml' is none of normal, terse, json, json+; try",
            "none.fio | none.fio: the job file cannot be read; name one that exists; try",
            "curve --name=r | job r: there is no --runtime=TIME, for how long each point of the curve is to run; try",
    })
    void shouldSayInOneLineWhatIsWrongWhenUsageIsWrong(String args, String message) {
        CommandRun run = CommandRun.of(("load " + args.strip()).split(" ", -1));
        assertTrue(run.err().startsWith("brickyard: " + message.strip() + " 'brickyard load"), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertEquals(2, run.code());
    }

    @Test
    void shouldKeepTheOrderOfTheCommandLine() throws IOException {
        CommandRun run = CommandRun.of("load", "--showcmd", "--bs=8k", "--name=a", "--time_based", "--runtime", "5",
                "--name=b", "--rw=write");
        assertEquals(new CommandRun(0,
                "brickyard load --bs=8k --name=a --time_based --runtime=5 --name=b --rw=write\n", ""), run);
        Path file = Files.writeString(folder.resolve("j"), "[global]\nbs=2k\n[c]\nsize=1m\n");
        assertEquals("brickyard load --bs=8k --bs=8k --bs=2k --name=c --size=1m\n",
                CommandRun.of("load", "--showcmd", "--bs=8k", file.toString()).out());
    }

    @Test
    void shouldRunAJobFileAndPrintItsResults() throws IOException {
        Path file = Files.writeString(folder.resolve("j"),
                "[r]\nrw=randread\nsize=64k\ndirectory=" + folder + "\niodepth=2\nunlink=1\n");
        CommandRun run = CommandRun.of("load", file.toString());
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("r: (groupid=0, jobs=1): err= 0:"), run.out());
        assertTrue(run.out().contains("issued rwts: total=16,0,0,0"), run.out());
        assertTrue(run.out().contains("seed       : 137"), run.out());
        assertFalse(Files.exists(folder.resolve("r.0.0")));
    }

    @Test
    void shouldPrintOnlyJsonWhenAskedForJson() {
        CommandRun run = CommandRun.of("load", "--name=r", "--ioengine=null", "--size=1m", "--output-format=json");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().startsWith("{\n") && run.out().endsWith("}\n"), run.out());
        CommandRun lines = CommandRun.of("load", "--name=r", "--ioengine=null", "--size=1m", "--output-format=json",
                "--status-interval=1");
        lines.out().lines().forEach(line -> assertTrue(line.startsWith("{") && line.endsWith("}"), line));
        assertEquals(2, lines.out().lines().count());
    }

    @Test
    void shouldEndWithTheCodeForDifferingDataWhenABlockIsBroken() throws IOException {
        String directory = "--directory=" + folder;
        assertEquals(0, CommandRun.of("load", "--name=v", "--rw=write", "--size=64k", "--verify=crc32c", directory)
                .code());
        Path file = folder.resolve("v.0.0");
        byte[] content = Files.readAllBytes(file);
        content[20_000] ^= 1;
        Files.write(file, content);
        CommandRun run = CommandRun.of("load", "--name=v", "--rw=read", "--size=64k", "--verify=crc32c", directory);
        assertEquals(5, run.code(), run.out());
        assertTrue(run.err().contains("v.0.0, block of 4096 bytes at 16384: crc32c is "), run.err());
    }

    @Test
    void shouldMergeHistogramLogs() {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        for (Path log : new Path[]{one, two}) {
            assertEquals(0,
                    CommandRun.of("load", "--name=r", "--ioengine=null", "--size=1m", "--hdr-log=" + log).code());
        }
        CommandRun run = CommandRun.of("load", "merge", one.toString(), two.toString());
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().lines().anyMatch(it -> it.matches("r\\.0\\.read\\.clat +512 .*")), run.out());
    }

    @Test
    void shouldShowACurve() {
        CommandRun run = CommandRun.of("load", "curve", "--name=r", "--ioengine=null", "--size=1m", "--runtime=100ms",
                "--percents=1");
        assertEquals(0, run.code(), run.err());
        assertEquals(3, run.out().lines().count(), run.out());
    }
}
