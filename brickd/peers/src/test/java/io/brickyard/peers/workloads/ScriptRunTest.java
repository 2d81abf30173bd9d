package io.brickyard.peers.workloads;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.brickyard.peers.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ScriptRunTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    @Test
    void shouldGiveItsLinesWhenItEndsWell() {
        assertEquals(List.of("one", "two"), run("echo one; echo two"));
    }

    @Test
    void shouldFailWithItsOutputWhenItFails() {
        AssertionError error = assertThrows(AssertionError.class, () -> run("echo because; exit 3"));
        assertTrue(String.valueOf(error.getMessage()).contains("exit code 3")
                && String.valueOf(error.getMessage()).contains("because"), error.getMessage());
    }

    @Test
    void shouldEndEveryProcessBelowWhenClosedWhileItHangs() throws Exception {
        Path pids = directory.resolve("pids");
        List<Long> started;
        try (ScriptRun script = new ScriptRun("hung", List.of("sh", "-c",
                "sh -c 'echo $$; sleep 1000 & echo $!; wait' > " + pids + " & wait"), directory)) {
            script.await("both started", LIMIT, () -> Files.exists(pids) && Files.readAllLines(pids).size() == 2);
            started = Files.readAllLines(pids).stream().map(Long::valueOf).toList();
        }
        for (long pid : started) {
            Await.until("end of " + pid, LIMIT, () -> isGone(pid), () -> "");
        }
    }

    /** Ended; perhaps not waited for yet by whoever inherited it. */
    private static boolean isGone(long pid) {
        return ProcessHandle.of(pid).flatMap(p -> p.info().command()).isEmpty();
    }

    private List<String> run(String commands) {
        return ScriptRun.run("script", List.of("sh", "-c", commands), directory, LIMIT);
    }
}
