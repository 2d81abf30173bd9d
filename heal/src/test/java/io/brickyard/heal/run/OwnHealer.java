package io.brickyard.heal.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.brickyard.client.Links;
import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.VolumeSource;
import io.brickyard.heal.replica.Caller;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.heal.replica.Traffic;
import io.brickyard.peers.replica.Healer;
import io.brickyard.wire.type.Gfid;

/** Runs of this module's healer over a volume file, and what they told. */
final class OwnHealer implements Healer {
    private static final int JOBS = 2;
    private final Path volfile;
    private final StringBuilder log = new StringBuilder();
    private final AtomicLong copiedBytes = new AtomicLong();
    private final AtomicLong sentBytes = new AtomicLong();

    OwnHealer(Path volfile) {
        this.volfile = volfile;
    }

    /** What a run told: lines of what was healed, and entries that were left. */
    record Told(List<String> lines, List<String> left) {}

    /** One run. */
    Told run(boolean dryRun) {
        Told told = new Told(Collections.synchronizedList(new ArrayList<>()), new ArrayList<>());
        try {
            for (ReplicaSpec spec : new VolumeSource.OfFile(volfile).sets(Links.PLAIN)) {
                try (Replica replica = Replica.connect(spec, VolumeSource.MANAGEMENT_PORT, Caller.HEALER,
                        Traffic.UNHEARD)) {
                    new IndexRun(replica, new HealOptions(false, JOBS, dryRun, path -> true), journal(told),
                            Pace.UNHINDERED).run();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NotHealedException e) {
            told.left().add(e.reason() + " " + e.detail());
        }
        log.append(dryRun ? "dry run: " : "run: ").append(told).append('\n');
        return told;
    }

    private Journal journal(Told told) {
        return new Journal() {
            @Override
            public void healed(ReplicaSpec set, Gfid gfid, Action action) {
                told.lines().add(action.line(set));
            }

            @Override
            public void copied(long bytes, long sent) {
                copiedBytes.addAndGet(bytes);
                sentBytes.addAndGet(sent);
            }

            @Override
            public void left(ReplicaSpec set, Gfid gfid, String path, Reason reason, String detail) {
                told.left().add(path + ": " + reason + " " + detail);
            }
        };
    }

    /** How much of files all runs went through. */
    long copiedBytes() {
        return copiedBytes.get();
    }

    /** How much they sent to sinks. */
    long sentBytes() {
        return sentBytes.get();
    }

    @Override
    public void heal() {
        run(false);
    }

    @Override
    public String logTail() {
        return log.toString();
    }

    @Override
    public void close() {
        // every run closes its connections
    }
}
