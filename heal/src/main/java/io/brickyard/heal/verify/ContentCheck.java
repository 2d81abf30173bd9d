package io.brickyard.heal.verify;

import java.util.List;
import java.util.function.Consumer;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Agreement;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.afr.DifferingBytes;
import io.brickyard.heal.replica.HealLock;
import io.brickyard.heal.replica.HealLock.Contest;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.replica.ReplicaOptions;
import io.brickyard.heal.run.Difference;
import io.brickyard.heal.run.Difference.What;
import io.brickyard.heal.run.Journal;
import io.brickyard.heal.run.Pace;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/**
 * Compares a file's content block by block, without locks. What seems to differ is compared again under the lock that
 * every change of it takes, and only told if it still does and nobody is known to lack a change.
 */
final class ContentCheck {
    private static final int MOST_BLOCK_BYTES = 1 << 20;
    private static final int SECTOR_BYTES = 512;

    private final Replica replica;
    private final Pace pace;
    private final Journal journal;
    private final Gfid gfid;
    private final String path;
    private final Consumer<Difference> found;

    /**
     * For one file.
     *
     * @param found takes what differs
     */
    ContentCheck(Replica replica, Pace pace, Journal journal, Gfid gfid, String path, Consumer<Difference> found) {
        this.replica = replica;
        this.pace = pace;
        this.journal = journal;
        this.gfid = gfid;
        this.path = path;
        this.found = found;
    }

    /** Compares all that bricks with content had at the time of an inspection. */
    void run(Inspection seen) throws NotHealedException {
        Bricks holders = replica.all().minus(replica.spec().arbiters());
        if (!sizes(seen, holders).isUnanimous()) {
            holders = alikeInSize(holders);
        }
        if (holders.count() < 2) {
            return;
        }
        Iatt stat = seen.stats()[holders.lowest()];
        int blockBytes = blockBytes(stat);
        for (long offset = 0; offset < stat.size(); offset += blockBytes) {
            pace.rest();
            if (pace.mustStop()) {
                throw new NotHealedException(Reason.STOPPED, "the run ended");
            }
            int length = (int) Math.min(blockBytes, stat.size() - offset);
            Block block = new Block(replica, gfid, holders, offset, length);
            if (!block.compare().isUnanimous()) {
                again(block);
            }
            journal.copied(length, 0);
        }
    }

    /** A hole of a sparse file costs reading zeros; small blocks do not make that dearer, and locks are short. */
    private int blockBytes(Iatt stat) {
        boolean sparse = stat.blocks() * SECTOR_BYTES < stat.size();
        return sparse ? ReplicaOptions.SMALL_BLOCK_BYTES
                : Math.min(MOST_BLOCK_BYTES, replica.spec().options().blockBytes());
    }

    private static Agreement sizes(Inspection seen, Bricks holders) {
        return Agreement.of(holders, i -> seen.stats()[i].size());
    }

    /** Gives back those whose copies can be compared: of the length of most. */
    private Bricks alikeInSize(Bricks holders) throws NotHealedException {
        try (HealLock _ = lock(0, 0)) {
            Inspection now = Inspection.of(replica, gfid).needAll();
            Agreement sizes = sizes(now, holders);
            if (sizes.isUnanimous()) {
                return holders;
            }
            Doubt.needNone(now, ChangelogKind.DATA);
            found.accept(new Difference(What.SIZE, gfid, path, 0, 0,
                    Values.text(sizes, i -> now.stats()[i].size() + " bytes"), sizes));
            return sizes.groups().getFirst();
        }
    }

    private void again(Block block) throws NotHealedException {
        try (HealLock _ = lock(block.offset(), block.length())) {
            if (block.compare().isUnanimous()) {
                return;
            }
            Inspection now = Inspection.of(replica, gfid).needAll();
            Doubt.needNoAccusation(now, ChangelogKind.DATA);
            if (!now.changelog().anyDirty(ChangelogKind.DATA)) {
                tell(block);
                return;
            }
        }
        // Somebody changes another range, or began a change of this one and is gone: only a lock on all of it tells.
        try (HealLock _ = lock(0, 0)) {
            if (!block.compare().isUnanimous()) {
                Doubt.needNone(Inspection.of(replica, gfid).needAll(), ChangelogKind.DATA);
                tell(block);
            }
        }
    }

    private HealLock lock(long start, long length) throws NotHealedException {
        return HealLock.range(replica, gfid, replica.spec().name(), start, length, replica.all(), Contest.WAIT);
    }

    private void tell(Block block) throws NotHealedException {
        List<DifferingBytes> ranges = block.differing();
        for (DifferingBytes range : ranges) {
            found.accept(new Difference(What.CONTENT, gfid, path, block.offset() + range.start(),
                    range.end() - range.start(), "", range.agreement()));
        }
    }
}
