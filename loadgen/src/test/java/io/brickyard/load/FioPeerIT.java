package io.brickyard.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.brickyard.load.job.JobCollector;
import io.brickyard.load.job.JobFileParser;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.OptionException;
import io.brickyard.load.output.JsonOutput;
import io.brickyard.load.output.TerseOutput;
import io.brickyard.load.run.LoadException;
import io.brickyard.load.run.LoadRun;
import io.brickyard.load.run.RunOptions;
import io.brickyard.load.run.RunResult;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What real fio makes of the same jobs, and what fio's own consumers make of our results. */
class FioPeerIT {
    private static final String PYTHON = Peer.PYTHON3.isPresent() ? Peer.PYTHON3.path().toString() : "python3";
    private static final Path DOCUMENTS = Path.of("/usr/share/doc/fio");
    /** Keys that load adds to fio's. */
    private static final Set<String> OURS = Set.of("jobs/seed", "jobs/cache_state");

    @TempDir
    private Path folder;

    @BeforeEach
    void needFio() {
        Peers.require(Peer.FIO, Peer.PYTHON3);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "rw=randread", "rw=foo", "rw=read:4k", "rw= read", "bs=4k,8k", "bs=,8k", "bs=0", "bs=", "bs=x",
            "blocksize=1m", "bsrange=1k-4k", "bsrange=1k-4k,8k-16k", "size=1m", "size=50%", "size=abc", "size=0x1000",
            "iodepth=0", "iodepth=16", "iodepth=x", "numjobs=3", "nrfiles=4", "direct=1", "direct=2", "direct=true",
            "time_based\nruntime=1", "time_based=0", "time_based=1\nruntime=10s", "norandommap", "norandommap=1",
            "norandommap=", "group_reporting=0", "runtime=10s", "runtime=1500ms", "timeout=5m", "ramp_time=2",
            "rate=1m", "rate=1m,500k", "rate_iops=100", "rate_iops=100,200", "rate_process=poisson", "rate_process=x",
            "rwmixread=70", "rwmixread=101", "randseed=1", "percentage_random=50", "percentage_random=101",
            "random_distribution=zipf", "random_distribution=zipf:1.2", "random_distribution=zipf:1.0",
            "random_distribution=pareto:0.2", "random_distribution=pareto:1.2", "random_distribution=normal:20",
            "random_distribution=zoned:60/10:30/20:8/30:2/40", "random_distribution=zoned:60/10:30/20",
            "random_distribution=nope", "percentile_list=50:99:99.9", "fsync=4", "verify=crc32c", "verify=nope",
            "size=1m ; comment", "size=1m # comment", "iodepth=$ncpus", "bs=$pagesize", "size=${NOT_SET_HERE}",
            "nonsense=1", "bs", "file_service_type=random", "rw_sequencer=identical\nrw=randread:8", "loops=2",
            "startdelay=1", "io_size=2m", "offset=4k", "offset_increment=1m", "write_lat_log=x\nper_job_logs=0",
    })
    void shouldJudgeAJobAsFioDoes(String options) throws IOException, InterruptedException {
        String text = "[j]\nioengine=null\nsize=1m\n" + options + "\n";
        Path file = Files.writeString(folder.resolve("job.fio"), text);
        boolean fioTakesIt = run(List.of("fio", "--parse-only", file.toString())).code == 0;
        boolean weTakeIt = true;
        String why = "";
        try {
            Jobs.all(text);
        } catch (OptionException e) {
            weTakeIt = false;
            why = String.valueOf(e.getMessage());
        }
        assertEquals(fioTakesIt, weTakeIt, options + ": " + why);
    }

    @Test
    void shouldShowTheSameCommandAsFio() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("job.fio"), """
                [global]
                bs=8k
                size=1m
                rw=randread
                [one]
                iodepth=4
                [two]
                blocksize=4k
                stonewall
                numjobs=2
                [global]
                direct=1
                [three]
                name=drei
                """);
        String fio = run(List.of("fio", "--showcmd", file.toString())).output.strip();
        var jobs = new JobCollector(Set.of());
        new JobFileParser(jobs, Map.of()).parse(file);
        assertEquals(fio, jobs.commandLine("fio"));
    }

    @Test
    void shouldDoAsManyIosAsFio() throws IOException, InterruptedException, LoadException {
        for (String options : List.of("rw=read bs=4k size=10k", "rw=randread bs=4k size=10k",
                "rw=read size=1m nrfiles=3",
                "rw=read size=1m filesize=100k nrfiles=3", "rw=read size=1m io_size=3m", "rw=randread size=1m loops=2",
                "rw=write size=10k bs=1k,2k", "rw=read size=1m number_ios=3", "rw=randread:8 size=1m bs=1k",
                "rw=read size=16k offset=4k", "rw=randread size=16k io_size=30k")) {
            List<String> command = new ArrayList<>(
                    List.of("fio", "--ioengine=null", "--output-format=terse", "--name=j"));
            for (String option : options.split(" ", -1)) {
                command.add("--" + option);
            }
            String[] fio = run(command).output.strip().split(";", -1);
            RunResult run = run(Jobs.of(("ioengine=null " + options).split(" ", -1)));
            String[] ours = TerseOutput.of(run, "0").strip().split(";", -1);
            assertEquals(fio[5], ours[5], "KiB read, " + options);
            assertEquals(fio[46], ours[46], "KiB written, " + options);
            assertTrue(fio.length >= ours.length && ours.length > 120, fio.length + " and " + ours.length);
        }
    }

    @Test
    void shouldHaveTheKeysOfFiosJson() throws IOException, InterruptedException, LoadException {
        String fio = run(List.of("fio", "--name=j", "--rw=randrw", "--size=256k", "--directory=" + folder,
                "--output-format=json+", "--disk_util=0", "--slat_percentiles=1", "--lat_percentiles=1")).output;
        RunResult run = run(Jobs.of("rw=randrw", "size=256k", "directory=" + folder, "overwrite=1"));
        Set<String> theirs = keys(fio.substring(fio.indexOf('{')));
        Set<String> ours = keys(JsonOutput.of(run, "0", true, false));
        theirs.removeIf(it -> it.contains("job options") || it.contains("slat_ns/") || it.contains("lat_ns/"));
        ours.removeIf(it -> it.contains("job options") || it.contains("slat_ns/") || it.contains("lat_ns/"));
        ours.removeAll(OURS);
        assertEquals(theirs, ours);
    }

    @Test
    void shouldBeReadByFiosOwnConsumers() throws IOException, InterruptedException, LoadException {
        String logs = folder.resolve("x").toString();
        RunResult run = run(Jobs.of("rw=randrw", "size=1m", "directory=" + folder, "iodepth=2", "write_bw_log=" + logs,
                "write_iops_log=" + logs, "write_lat_log=" + logs, "write_hist_log=" + logs, "log_hist_msec=50",
                "slat_percentiles=1", "lat_percentiles=1", "rate_iops=1000"));
        Path json = Files.writeString(folder.resolve("o.json"), JsonOutput.of(run, "0", true, false));
        Outcome csv = run(
                List.of(PYTHON, "/usr/bin/fio_jsonplus_clat2csv", json.toString(), folder.resolve("o.csv").toString()));
        assertEquals(0, csv.code, csv.output);
        Outcome checked = run(
                List.of(PYTHON, "/usr/bin/fio_jsonplus_clat2csv", json.toString(), folder.resolve("o.csv").toString(),
                        "--validate"));
        assertTrue(checked.code == 0 && checked.output.contains("validated"), checked.output);
        assertTrue(Files.size(folder.resolve("x_clat_hist.1.log")) > 0);
        Outcome plots = run(List.of(PYTHON, "/usr/bin/fio2gnuplot", "-b", "-d", folder.toString()));
        assertTrue(Files.exists(folder.resolve("compare-result-2Draw.gnuplot")) || plots.output.contains("x_bw.1.log")
                || plots.output.contains("1 files Selected"), plots.output);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "fio-histo-log-pctiles.py.gz | json |--fio-version=3 --time-quantum=1",
            "fiologparser_hist.py.gz | pandas |",
    })
    void shouldBeReadByFiosHistogramTools(String script, String module, @Nullable String options)
            throws IOException, InterruptedException, LoadException {
        Path packed = DOCUMENTS.resolve(script);
        if (!Files.exists(packed) || run(List.of(PYTHON, "-c", "import " + module)).code != 0) {
            String missing = "needs " + packed + " of Debian's fio and Python's " + module
                    + " (apt install python3-pandas)";
            assertNotEquals("true", System.getenv("CI"), missing);
            Assumptions.abort(missing);
        }
        Path unpacked = folder.resolve("tool.py");
        try (var in = new GZIPInputStream(Files.newInputStream(packed))) {
            Files.write(unpacked, in.readAllBytes());
        }
        run(Jobs.of("rw=randrw", "size=512k", "directory=" + folder, "write_hist_log=" + folder.resolve("h"),
                "log_hist_msec=100", "rate_iops=200"));
        List<String> command = new ArrayList<>(List.of(PYTHON, unpacked.toString()));
        if (options != null) {
            command.addAll(List.of(options.split(" ", -1)));
        }
        command.add(folder.resolve("h_clat_hist.1.log").toString());
        Outcome outcome = run(command);
        assertEquals(0, outcome.code, outcome.output);
        assertTrue(outcome.output.lines().anyMatch(it -> it.matches("\\s*\\d+, +\\d+, .*")), outcome.output);
    }

    private RunResult run(JobSpec job) throws LoadException, IOException {
        return new LoadRun(List.of(job), new RunOptions(false, 0, Optional.empty()), line -> {}).run();
    }

    /** Paths of all keys, places in lists left out. */
    private static Set<String> keys(String json) throws IOException {
        Set<String> keys = new TreeSet<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            List<String> path = new ArrayList<>();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    path.add(parser.currentName());
                    keys.add(String.join("/", path));
                    JsonToken value = parser.nextToken();
                    if (!value.isStructStart()) {
                        path.removeLast();
                    }
                } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                    if (!path.isEmpty() && !(token == JsonToken.END_OBJECT && parser.getParsingContext().inArray())) {
                        path.removeLast();
                    }
                }
            }
        }
        return keys;
    }

    private record Outcome(int code, String output) {}

    private Outcome run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "run", ".out");
        Process process = new ProcessBuilder(command).directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + command);
        }
        return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
