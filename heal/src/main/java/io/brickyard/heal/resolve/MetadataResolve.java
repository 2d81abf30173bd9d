package io.brickyard.heal.resolve;

import java.util.List;
import java.util.Map;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Agreement;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.replica.HealLock;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.run.Action;
import io.brickyard.heal.run.MetadataHeal;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/** Ends the split-brain of an inode's owner, mode and xattrs. */
final class MetadataResolve {
    private final Resolution resolution;
    private final Replica replica;

    MetadataResolve(Resolution resolution) {
        this.resolution = resolution;
        this.replica = resolution.replica();
    }

    /** Whether there is anything to end. */
    boolean isNeeded(Inspection seen) {
        try {
            MetadataHeal.choose(seen);
            return false;
        } catch (NotHealedException e) {
            return e.reason() == Reason.SPLIT_BRAIN_METADATA;
        }
    }

    /** Ends it, and heals the metadata. */
    void run(Gfid gfid, String path) throws NotHealedException {
        int source;
        try (HealLock _ = resolution.healer().metadata(gfid)) {
            Inspection now = Inspection.of(replica, gfid).needAll();
            if (!isNeeded(now)) {
                return;
            }
            source = choose(now);
            Bricks others = replica.all().minus(Bricks.of(source));
            if (!resolution.healer().dryRun()) {
                resolution.keep(others, gfid, path, false);
                resolution.settle(now, source, ChangelogKind.METADATA);
            }
            resolution.healer().tell(gfid, new Action(Action.What.RESOLVE_METADATA, path, source, others));
        }
        if (resolution.healer().dryRun()) {
            resolution.healer().tell(gfid, new Action(Action.What.METADATA, path, source,
                    replica.all().minus(Bricks.of(source))));
        } else {
            new MetadataHeal(resolution.healer()).heal(gfid, path);
        }
    }

    private int choose(Inspection seen) throws NotHealedException {
        if (resolution.policy().isAboutFiles()) {
            throw new NotHealedException(Reason.UNDECIDED, "sizes and times of files say nothing of metadata");
        }
        List<Map<String, String>> xattrs = seen.xattrs();
        return resolution.choose(replica.all(), seen.stats(), () -> Agreement.of(replica.all(),
                i -> owner(seen.stats()[i]) + xattrs.get(i)));
    }

    private static String owner(Iatt stat) {
        return stat.mode() + " " + stat.uid() + " " + stat.gid() + " ";
    }
}
