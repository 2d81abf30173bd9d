package io.brickyard.heal.verify;

import java.util.Optional;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Agreement;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.replica.Answers;
import io.brickyard.heal.replica.HealLock;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.run.Difference;
import io.brickyard.heal.run.Difference.What;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/** Compares where one name of a directory leads on the bricks; what seems to differ once more under a lock on the name. */
final class NameCheck {
    private final Replica replica;
    private final Gfid directory;
    private final String name;
    private final String path;

    NameCheck(Replica replica, Gfid directory, String name, String path) {
        this.replica = replica;
        this.directory = directory;
        this.name = name;
        this.path = path;
    }

    /** What the bricks said, and how they differ in it. */
    record Result(Answers<LookupReply> found, Optional<Difference> difference) {}

    /** Compares. */
    Result run() throws NotHealedException {
        Answers<LookupReply> found = look();
        if (!agreement(found).isUnanimous()) {
            try (HealLock _ = HealLock.name(replica, directory, name)) {
                found = look();
                if (!agreement(found).isUnanimous()) {
                    Doubt.needNone(Inspection.of(replica, directory).needAll(), ChangelogKind.ENTRY,
                            ChangelogKind.DATA);
                    return new Result(found, Optional.of(difference(found)));
                }
            }
        }
        return new Result(found, Optional.empty());
    }

    /** Whether no brick has the name any more, when all changes of it are over. */
    boolean isGone() throws NotHealedException {
        try (HealLock _ = HealLock.name(replica, directory, name)) {
            return look().ok().isEmpty();
        } catch (NotHealedException e) {
            if (e.reason() == Reason.CHANGED && Vanishing.isGone(replica, directory)) {
                return true;
            }
            throw e;
        }
    }

    private Answers<LookupReply> look() throws NotHealedException {
        Answers<LookupReply> found = Inspection.name(replica, directory, name);
        Bricks unsure = found.failed().minus(found.failedWith(Errno.ENOENT));
        if (!unsure.isEmpty()) {
            throw NotHealedException.of(found.errno(unsure.lowest()), "LOOKUP on brick " + unsure.lowest());
        }
        return found;
    }

    private Agreement agreement(Answers<LookupReply> found) {
        return Agreement.of(replica.all(), i -> where(found, i));
    }

    private Difference difference(Answers<LookupReply> found) {
        Agreement agreement = agreement(found);
        return new Difference(What.NAME, directory, path, 0, 0, Values.text(agreement, i -> where(found, i)),
                agreement);
    }

    private static String where(Answers<LookupReply> found, int brick) {
        if (!found.ok().has(brick)) {
            return "missing";
        }
        Iatt stat = found.of(brick).stat();
        String type = switch (stat.mode() & Iatt.TYPE_MASK) {
            case Iatt.TYPE_DIRECTORY -> "directory ";
            case Iatt.TYPE_REGULAR -> "file ";
            case Iatt.TYPE_SYMLINK -> "link ";
            default -> "node of type " + Integer.toOctalString(stat.mode() & Iatt.TYPE_MASK) + " ";
        };
        return type + (stat.gfid().isNone() ? "without gfid" : stat.gfid().toString());
    }
}
