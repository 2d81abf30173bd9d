package io.brickyard.heal.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntFunction;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.afr.Agreement;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.replica.Answers;
import io.brickyard.heal.replica.HealLock;
import io.brickyard.heal.replica.HealLock.Contest;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.run.Difference;
import io.brickyard.heal.run.Difference.What;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Readlink;
import io.brickyard.wire.fop.ReadlinkReply;
import io.brickyard.wire.type.Iatt;

/** Compares permissions, owners, xattrs, device numbers and targets of links; what seems to differ once more under a lock. */
final class MetadataCheck {
    private static final int TARGET_BYTES = 4096;
    private static final int MOST_HEX_DIGITS = 32;

    private final Replica replica;
    private final String path;

    /** For one inode. */
    MetadataCheck(Replica replica, String path) {
        this.replica = replica;
        this.path = path;
    }

    /** Gives back what differs and is not known to. */
    List<Difference> run(Inspection seen) throws NotHealedException {
        List<Difference> found = new ArrayList<>();
        if (!compare(seen, path).isEmpty()) {
            try (HealLock _ = HealLock.metadata(replica, seen.gfid(), Contest.WAIT)) {
                Inspection now = Inspection.of(replica, seen.gfid()).needAll();
                found.addAll(compare(now, path));
                if (!found.isEmpty()) {
                    Doubt.needNone(now, ChangelogKind.METADATA);
                }
            }
        }
        if (seen.any().isSymlink()) {
            // Nobody can change it.
            target(seen, found);
        }
        return found;
    }

    /** What differs in what bricks said of an inode. */
    static List<Difference> compare(Inspection seen, String path) {
        List<Difference> found = new ArrayList<>();
        Iatt[] stats = seen.stats();
        Bricks all = seen.having();
        add(found, What.MODE, seen, path, all, i -> String.format("%04o", stats[i].mode() & ~Iatt.TYPE_MASK));
        add(found, What.OWNER, seen, path, all, i -> Integer.toUnsignedString(stats[i].uid()) + ":"
                + Integer.toUnsignedString(stats[i].gid()));
        add(found, What.DEVICE, seen, path, all, i -> (stats[i].rdev() >>> 32) + ":"
                + (stats[i].rdev() & 0xFFFF_FFFFL));
        List<Map<String, String>> xattrs = seen.xattrs();
        TreeSet<String> keys = new TreeSet<>();
        xattrs.forEach(it -> keys.addAll(it.keySet()));
        for (String key : keys) {
            Agreement agreement = Agreement.of(all, i -> xattrs.get(i).getOrDefault(key, "none"));
            if (!agreement.isUnanimous()) {
                found.add(new Difference(What.XATTR, seen.gfid(), path, 0, 0, key + ": "
                        + Values.text(agreement, i -> shortened(xattrs.get(i).getOrDefault(key, "none"))), agreement));
            }
        }
        return found;
    }

    private static void add(List<Difference> found, What what, Inspection seen, String path, Bricks all,
            IntFunction<String> value) {
        Agreement agreement = Agreement.of(all, value);
        if (!agreement.isUnanimous()) {
            found.add(new Difference(what, seen.gfid(), path, 0, 0, Values.text(agreement, value), agreement));
        }
    }

    private static String shortened(String hex) {
        return hex.length() <= MOST_HEX_DIGITS ? hex : hex.substring(0, MOST_HEX_DIGITS) + "...";
    }

    private void target(Inspection seen, List<Difference> found) throws NotHealedException {
        Answers<ReadlinkReply> targets = replica.ask(replica.all(),
                new Readlink(seen.gfid(), TARGET_BYTES, Dict.NULL), ReadlinkReply.class).needAll("READLINK");
        add(found, What.TARGET, seen, path, replica.all(), i -> targets.of(i).path());
    }
}
