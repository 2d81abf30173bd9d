package io.brickyard.cli.demo;

import java.util.Locale;

import io.brickyard.load.output.Amounts;
import io.brickyard.load.record.JobResult;
import io.brickyard.load.record.LatencyStat;

/** What the demonstration says around its table. */
public final class DemoText {
    private static final long KIB = 1024;

    private DemoText() {
    }

    /** Above the table: what was done. */
    public static String heading(DemoSettings settings, DemoOutcome outcome) {
        JobResult job = outcome.run().jobs().getFirst();
        LatencyStat latencies = job.tally().read.total;
        return String.format(Locale.ROOT, """
                Random reads of %s, %d at a time, from %d bricks on this machine, for %.1f s%s:
                %s reads/s, half of them within %s, 99 %% within %s

                """, size(settings.blockBytes()), settings.depth(), DemoVolume.BRICKS,
                job.runtimeNanos() / 1e9, outcome.run().interrupted() ? " (interrupted)" : "",
                Amounts.count(job.perSecond(job.tally().read.ios())), Amounts.time((double) latencies.percentile(50)),
                Amounts.time((double) latencies.percentile(99)));
    }

    private static String size(long bytes) {
        return bytes % KIB == 0 ? bytes / KIB + " KiB" : bytes + " bytes";
    }

    /** Below it: what it means, and what to do next. */
    public static String meaning(DemoSettings settings, DemoOutcome outcome) {
        String depth = settings.depth() > 1
                ? "With %d reads at a time much of that is waiting for each other; --iodepth=1 shows one alone."
                        .formatted(settings.depth())
                : "--iodepth=16 shows how it grows when reads wait for each other.";
        return """

                What this means
                  Each position is a probe that counts the calls passing it and their time; delta is the difference of
                  the averages of two probes, so what the layers between them took. Client and bricks share this
                  machine and one Java process: the network is the loopback interface, and all blocks come from
                  memory, so storage/posix is as fast as it can be, and what remains is mostly protocol and network.
                  %s

                What to try next
                  A volume of yours, without a mount; r.0.0 is the name of the file that load makes there, or finds:
                    brickyard load --name=r --ioengine=gluster --volume=VOLUME --brick=HOST --rw=randread --bs=4k \\
                      --size=64m --runtime=10 --time_based --stats-dir=/tmp/run
                    brickyard stats /tmp/run --fop READ
                  The bricks' positions join the table with the bricks' dumps in /tmp/run: brickyard brickd writes
                  them with --stats-dir when SIGUSR1 comes; for stock bricks see man brickyard-stats.
                  How latency grows with the rate: brickyard load curve. All options: brickyard help load.
                %s""".formatted(depth, settings.keep()
                ? "\nKept: %s; brickyard stats %s prints the table again.\n".formatted(outcome.home(),
                        outcome.home().resolve("stats"))
                : "");
    }
}
