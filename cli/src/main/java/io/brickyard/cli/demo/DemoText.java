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
                ? "With %d reads at a time most of that is waiting for each other; --iodepth=1 shows one alone."
                        .formatted(settings.depth())
                : "--iodepth=16 shows how it grows when reads wait for each other.";
        return """

                What this means
                  Each position is a probe that counts the calls passing it. What lies between two probes took the
                  difference of their averages: delta. Client, bricks and load share one machine and one Java process
                  here: the network is the loopback interface, and all blocks come from memory, so storage/posix is
                  as fast as it can be. Protocol and network are left as the bottleneck, as they are on most volumes
                  whose data are cached.
                  %s

                What to try next
                  Your own volume, of stock or brickyard's bricks (the file r.0.0 of 64 MiB is made if it can be):
                    brickyard load --name=r --ioengine=gluster --volume=VOLUME --brick=HOST --rw=randread --bs=4k \\
                      --size=64m --runtime=10 --time_based --stats-dir=/tmp/run
                    brickyard stats /tmp/run --fop READ
                  with the dumps of the bricks copied to /tmp/run: brickyard brickd --stats-dir writes them when
                  SIGUSR1 comes, and brickyard-stats(1) tells how stock bricks do. A mounted volume: --directory=MOUNT
                  in place of the three options after --name.
                  What load, network and disk can do at all: brickyard load curve.
                %s""".formatted(depth, settings.keep()
                ? "\nKept: %s; brickyard stats %s prints the table again.\n".formatted(outcome.home(),
                        outcome.home().resolve("stats"))
                : "");
    }
}
