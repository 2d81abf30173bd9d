package io.brickyard.heal.verify;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.afr.Agreement;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;

/** Which copies of a file are alike from begin to end, for who keeps others from changing it. */
public final class WholeFile {
    private static final int BLOCK_BYTES = 1 << 20;

    private WholeFile() {
    }

    /** Compares copies of some bricks. */
    public static Agreement compare(Replica replica, Inspection seen, Bricks among) throws NotHealedException {
        List<Bricks> groups = new ArrayList<>();
        for (Bricks group : Agreement.of(among, i -> seen.stats()[i].size()).groups()) {
            groups.addAll(alike(replica, seen, group));
        }
        return Agreement.of(among, i -> groups.stream().filter(it -> it.has(i)).findFirst().orElseThrow());
    }

    /** Splits copies of one length into those that are alike. */
    private static List<Bricks> alike(Replica replica, Inspection seen, Bricks group) throws NotHealedException {
        long size = seen.stats()[group.lowest()].size();
        List<Bricks> parts = List.of(group);
        for (long offset = 0; offset < size && parts.size() < group.count(); offset += BLOCK_BYTES) {
            int length = (int) Math.min(BLOCK_BYTES, size - offset);
            Agreement here = new Block(replica, seen.gfid(), group, offset, length).compare();
            parts = parts.stream().flatMap(part -> here.groups().stream().map(part::within))
                    .filter(it -> !it.isEmpty()).toList();
        }
        return parts;
    }
}
