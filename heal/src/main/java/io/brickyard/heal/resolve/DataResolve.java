package io.brickyard.heal.resolve;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Agreement;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.replica.HealLock;
import io.brickyard.heal.replica.HealLock.Contest;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.run.Action;
import io.brickyard.heal.run.DataHeal;
import io.brickyard.heal.verify.WholeFile;
import io.brickyard.wire.type.Gfid;

/** Ends the split-brain of a file's content. Users cannot use the file meanwhile anyway; other healers are kept away. */
final class DataResolve {
    private final Resolution resolution;
    private final Replica replica;

    DataResolve(Resolution resolution) {
        this.resolution = resolution;
        this.replica = resolution.replica();
    }

    /** Whether there is anything to end. */
    boolean isNeeded(Inspection seen) {
        if (!seen.any().isRegularFile() || !seen.changelog().anyPending(ChangelogKind.DATA)) {
            return false;
        }
        try {
            DataHeal.choose(seen, replica.spec().arbiters());
            return false;
        } catch (NotHealedException e) {
            return e.reason() == Reason.SPLIT_BRAIN_DATA || e.reason() == Reason.ARBITER_ONLY;
        }
    }

    /** Ends it, and heals the content. */
    void run(Gfid gfid, String path) throws NotHealedException {
        int source;
        try (HealLock _ = resolution.healer().range(gfid, replica.spec().healDomain(), 0, 0, replica.all(),
                Contest.TIE_BREAK)) {
            Inspection before = Inspection.of(replica, gfid).needAll();
            if (!isNeeded(before)) {
                return;
            }
            source = choose(before);
            Bricks others = replica.all().minus(Bricks.of(source));
            if (!resolution.healer().dryRun()) {
                resolution.keep(others.minus(replica.spec().arbiters()), gfid, path, true);
                settle(before, source);
            }
            resolution.healer().tell(gfid, new Action(Action.What.RESOLVE_DATA, path, source, others));
        }
        if (resolution.healer().dryRun()) {
            resolution.healer().tell(gfid, new Action(Action.What.DATA, path, source,
                    replica.all().minus(Bricks.of(source))));
        } else {
            new DataHeal(resolution.healer()).heal(gfid, path);
        }
    }

    private int choose(Inspection seen) throws NotHealedException {
        Bricks holders = replica.all().minus(replica.spec().arbiters());
        Agreement alike = WholeFile.compare(replica, seen, holders);
        return resolution.choose(holders, seen.stats(), () -> alike);
    }

    private void settle(Inspection before, int source) throws NotHealedException {
        try (HealLock _ = resolution.healer().range(before.gfid(), replica.spec().name(), 0, 0, replica.all(),
                Contest.WAIT)) {
            Inspection now = Inspection.of(replica, before.gfid()).needAll();
            for (int brick : replica.all().numbers()) {
                Resolution.needUnchanged(before.stats()[brick], now.stats()[brick]);
            }
            if (!isNeeded(now)) {
                throw new NotHealedException(Reason.CHANGED, "somebody ended the split-brain");
            }
            resolution.settle(now, source, ChangelogKind.DATA);
        }
    }
}
