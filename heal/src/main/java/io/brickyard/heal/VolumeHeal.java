package io.brickyard.heal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.brickyard.heal.replica.Caller;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.heal.replica.Traffic;
import io.brickyard.heal.run.HealOptions;
import io.brickyard.heal.run.IndexRun;
import io.brickyard.heal.run.Journal;
import io.brickyard.heal.run.Pace;
import io.brickyard.wire.type.Gfid;

/** Heals all replica sets of a volume, one after the other. A set that cannot be healed does not keep the others from it. */
public final class VolumeHeal {
    private final VolumeSource source;
    private final HealOptions options;
    private final Journal journal;
    private final Pace pace;

    /** A run that is to come. */
    public VolumeHeal(VolumeSource source, HealOptions options, Journal journal, Pace pace) {
        this.source = source;
        this.options = options;
        this.journal = journal;
        this.pace = pace;
    }

    /**
     * Heals.
     *
     * @throws IOException if the volume cannot be found, or no brick of it can be reached
     */
    public void run() throws IOException {
        List<ReplicaSpec> sets = source.sets();
        List<String> unreachable = new ArrayList<>();
        for (ReplicaSpec set : sets) {
            if (pace.mustStop()) {
                return;
            }
            try (Replica replica = Replica.connect(set, source.managementPort(), Caller.HEALER, Traffic.UNHEARD)) {
                if (replica.up().isEmpty()) {
                    unreachable.add(replica.trouble(0));
                }
                new IndexRun(replica, options, journal, pace).run();
            } catch (NotHealedException e) {
                journal.left(set, Gfid.ROOT, set.name(), e.reason(), e.detail());
            }
        }
        if (unreachable.size() == sets.size()) {
            throw new IOException(unreachable.getFirst());
        }
    }
}
