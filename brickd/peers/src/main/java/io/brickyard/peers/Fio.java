package io.brickyard.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A running fio. */
public final class Fio implements AutoCloseable {
    private final PeerProcess process;
    private final Path json;

    private Fio(PeerProcess process, Path json) {
        this.process = process;
        this.json = json;
    }

    /**
     * Starts fio on one job.
     *
     * @param name of the run, for messages and its output file
     * @param job fio's options without the leading dashes, such as "rw=randread"
     * @param json where fio writes its result
     * @param runDirectory where its other output goes; also its current directory for what it writes by itself
     */
    public static Fio start(String name, List<String> job, Path json, Path runDirectory) {
        List<String> command = new ArrayList<>(List.of(Peer.FIO.path().toString(), "--output-format=json",
                "--output=" + json, "--aux-path=" + runDirectory, "--name=" + name));
        job.forEach(option -> command.add("--" + option));
        Path output = runDirectory.resolve(name + ".fio.out");
        return new Fio(PeerProcess.start("fio " + name, output, output, command), json);
    }

    /**
     * Waits for the end.
     *
     * @throws AssertionError if fio fails or does not end within the limit
     */
    public FioResult await(Duration limit) {
        int exitCode = process.awaitEnd(limit);
        if (exitCode != 0) {
            throw new AssertionError("fio failed with exit code " + exitCode + "\n" + process.logTail());
        }
        try {
            return FioResult.read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it if it still runs. */
    @Override
    public void close() {
        process.close();
    }
}
