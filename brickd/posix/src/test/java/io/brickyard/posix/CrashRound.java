package io.brickyard.posix;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** One {@link CrashWriter} process and what it acknowledged. */
final class CrashRound {
    private static final long DEADLINE_SECONDS = 60;

    private final long seed;
    private final int number;
    private final Process process;
    private final Thread reader;
    private final AtomicIntegerArray steps = new AtomicIntegerArray(CrashWriter.THREADS);
    private final int[] promised = new int[CrashWriter.THREADS];
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

    private CrashRound(Path brick, long seed, int number) throws IOException {
        this.seed = seed;
        this.number = number;
        process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), CrashWriter.class.getName(), brick.toString(), seed + "",
                number + "").redirectError(ProcessBuilder.Redirect.INHERIT).start();
        reader = Thread.ofPlatform().start(this::read);
    }

    static CrashRound start(Path brick, long seed, int number) throws IOException {
        return new CrashRound(brick, seed, number);
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("!")) {
                    complaints.add(line);
                } else {
                    int space = line.indexOf(' ');
                    steps.set(Integer.parseInt(line.substring(0, space)), Integer.parseInt(line.substring(space + 1)));
                }
            }
        } catch (IOException | NumberFormatException cutOff) {
            // The last line of a killed process may be short; nobody was told what it says.
        }
    }

    /** Waits until so many steps were acknowledged, all threads together. */
    void awaitSteps(int wanted) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (acknowledged() < wanted) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("the writer stopped after " + acknowledged() + " of " + wanted + " steps: "
                        + complaints);
            }
            Thread.onSpinWait();
        }
    }

    /**
     * What is acknowledged now is what has to last. Later steps may show: a file system that was cut off from its disk
     * still calls some things successes, xfs the fsync of a directory.
     */
    void notePromises() {
        for (int i = 0; i < promised.length; i++) {
            promised[i] = steps.get(i);
        }
    }

    int promised(int thread) {
        return promised[thread];
    }

    private int acknowledged() {
        int sum = 0;
        for (int i = 0; i < steps.length(); i++) {
            sum += steps.get(i);
        }
        return sum;
    }

    /** Ends the process at once (SIGKILL) and takes in everything it had said. */
    void kill() throws InterruptedException {
        // By its handle: Process.destroyForcibly would close the pipe, with acknowledgements in it.
        process.toHandle().destroyForcibly();
        process.waitFor();
        reader.join();
    }

    /** What threads said when they gave up. */
    List<String> complaints() {
        return complaints;
    }

    int steps(int thread) {
        return steps.get(thread);
    }

    CrashScript script(int thread) {
        return CrashWriter.script(seed, number, thread);
    }
}
