package io.brickyard.load.gluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.brickyard.load.Jobs;
import io.brickyard.load.record.JobResult;
import io.brickyard.load.run.LoadException;
import io.brickyard.load.run.LoadRun;
import io.brickyard.load.run.RunOptions;
import io.brickyard.load.run.RunResult;
import io.brickyard.peers.Peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Runs of one job. */
final class Runs {
    private Runs() {
    }

    /** Runs a job with these options, such as {@code rw=randread}. */
    static RunResult run(String... options) throws LoadException, IOException {
        return new LoadRun(List.of(Jobs.of(options)), new RunOptions(false, 0, Optional.empty()), line -> {}).run();
    }

    /** Runs a job in which nothing may go wrong. */
    static JobResult clean(String... options) throws LoadException, IOException {
        JobResult job = run(options).jobs().getFirst();
        assertEquals(List.of(), job.messages());
        assertEquals(0, job.failed());
        assertEquals(0, job.differing());
        return job;
    }

    /** What a job is refused with. */
    static String refusal(String... options) {
        return String.valueOf(assertThrows(LoadException.class, () -> run(options)).getMessage());
    }

    /** Whether a job is refused with a message that holds these words. */
    static boolean refused(String[] options, String words) throws IOException {
        try {
            run(options);
            return false;
        } catch (LoadException e) {
            return String.valueOf(e.getMessage()).contains(words);
        }
    }

    /** Sets or removes an extended attribute as root does on the disk of a brick. */
    static void setfattr(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Peer.SETFATTR.path().toString()));
        command.addAll(List.of(arguments));
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), command::toString);
    }

    /** These options and more. */
    static String[] with(List<String> options, String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
