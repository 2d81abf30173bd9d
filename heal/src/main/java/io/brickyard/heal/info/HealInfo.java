package io.brickyard.heal.info;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.replica.Index;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Paths;
import io.brickyard.heal.replica.Replica;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.type.Gfid;

/** Asks every brick of a replica set what it lists for healing, and all of them how each of those stands. Only reads. */
public final class HealInfo {
    private static final String NODE_UUID = "trusted.glusterfs.node-uuid";

    private HealInfo() {
    }

    /** Of each brick, in order. */
    public static List<BrickEntries> of(Replica replica) {
        List<BrickEntries> all = new ArrayList<>();
        for (int brick = 0; brick < replica.count(); brick++) {
            all.add(ofBrick(replica, brick));
        }
        return all;
    }

    private static BrickEntries ofBrick(Replica replica, int brick) {
        String label = replica.spec().label(brick);
        List<BrickEntries.Entry> entries = new ArrayList<>();
        List<BrickEntries.Entry> counted = new ArrayList<>();
        if (!replica.up().has(brick)) {
            return new BrickEntries(label, "-", replica.trouble(brick), false, entries, counted);
        }
        String trouble = "";
        try {
            for (Index.Which which : List.of(Index.Which.PENDING, Index.Which.DIRTY)) {
                var index = Index.of(replica, brick, which);
                if (index.isPresent()) {
                    index.get().forEach(gfid -> judge(replica, brick, gfid, which, entries, counted));
                }
            }
        } catch (NotHealedException e) {
            trouble = e.detail();
        }
        return new BrickEntries(label, hostUuid(replica, brick), trouble, replica.up().has(brick), entries, counted);
    }

    private static void judge(Replica replica, int brick, Gfid gfid, Index.Which which,
            List<BrickEntries.Entry> entries, List<BrickEntries.Entry> counted) {
        Inspection inspection = Inspection.of(replica, gfid);
        EntryState state = EntryState.of(inspection, which == Index.Which.PENDING);
        List<BrickEntries.Entry> into = entries;
        if (state == EntryState.CLEAN && which == Index.Which.DIRTY) {
            state = EntryState.of(inspection, true);
            into = counted;
        }
        if (state != EntryState.CLEAN && Paths.on(replica, brick, gfid) instanceof Paths.Found.At at) {
            into.add(new BrickEntries.Entry(gfid.toString(), at.path(), state));
        }
    }

    private static String hostUuid(Replica replica, int brick) {
        var answers = replica.askOne(brick, new Getxattr(Gfid.ROOT, 1, NODE_UUID, Dict.NULL), XattrReply.class);
        String uuid = answers.errno(brick) == 0 ? answers.of(brick).dict().getText(NODE_UUID) : null;
        return uuid == null || uuid.isEmpty() ? "-" : uuid;
    }
}
