package io.brickyard.heal.resolve;

import java.util.Map;
import java.util.function.Supplier;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Agreement;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.afr.Settlement;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.run.Healer;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.fop.Xattrop;
import io.brickyard.wire.fop.XattropOp;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/** What ends of all kinds of split-brain have in common: the choice, and what is written to changelogs. */
record Resolution(Healer healer, Policy policy, Losers losers) {

    Replica replica() {
        return healer.replica();
    }

    /** Which brick's copy is right. */
    int choose(Bricks among, Iatt[] stats, Supplier<Agreement> alike) throws NotHealedException {
        try {
            return policy.choose(replica().spec(), among, stats, alike);
        } catch (Policy.Undecided e) {
            throw new NotHealedException(Reason.UNDECIDED, String.valueOf(e.getMessage()));
        }
    }

    /** Insists that a copy is still as it was kept. */
    static void needUnchanged(Iatt kept, Iatt now) throws NotHealedException {
        if (kept.size() != now.size() || kept.mtimeSec() != now.mtimeSec() || kept.mtimeNanos() != now.mtimeNanos()) {
            throw new NotHealedException(Reason.CHANGED, "a copy changed while it was kept aside");
        }
    }

    /** Has one brick accuse all others, and nobody accuse it. */
    void settle(Inspection now, int source, ChangelogKind kind) throws NotHealedException {
        Settlement settlement = new Settlement(now.changelog(), kind, source);
        String[] keys = replica().spec().pendingKeys();
        add(now.gfid(), source, settlement.accusations(keys));
        for (int brick : replica().all().numbers()) {
            add(now.gfid(), brick, settlement.pardon(brick, keys));
        }
    }

    private void add(Gfid gfid, int brick, Map<String, byte[]> operands) throws NotHealedException {
        if (!operands.isEmpty()) {
            DictBuilder values = Dict.builder();
            operands.forEach(values::putRaw);
            replica().askOne(brick, new Xattrop(gfid, XattropOp.ADD_ARRAY, values.build(), Dict.NULL),
                    XattrReply.class).needAll("XATTROP");
        }
    }

    /** Keeps copies aside. */
    void keep(Bricks whose, Gfid gfid, String path, boolean content) throws NotHealedException {
        for (int brick : whose.numbers()) {
            losers.keep(replica(), brick, gfid, path, content);
        }
    }
}
