package io.brickyard.heal.verify;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Changelog;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.replica.Inspection;

/** What changelogs already say of an inode: copies that are known to differ are a heal's business, not a verification's. */
final class Doubt {
    private Doubt() {
    }

    /** Insists that nobody is accused of lacking anything. */
    static void needNoAccusation(Inspection seen, ChangelogKind... kinds) throws NotHealedException {
        for (ChangelogKind kind : kinds) {
            if (seen.changelog().anyPending(kind)) {
                throw new NotHealedException(reason(seen, kind), "changelogs tell of differing "
                        + switch (kind) {
                            case DATA -> "content";
                            case METADATA -> "metadata";
                            case ENTRY -> "names";
                        });
            }
        }
    }

    /**
     * Insists also that no change is left that was begun and not ended. Only under a lock that waits for all changes: while
     * one goes on this is how it is.
     */
    static void needNone(Inspection seen, ChangelogKind... kinds) throws NotHealedException {
        needNoAccusation(seen, kinds);
        Changelog log = seen.changelog();
        for (ChangelogKind kind : kinds) {
            if (log.anyDirty(kind)) {
                throw new NotHealedException(Reason.PENDING, "a change was begun and not ended");
            }
        }
    }

    private static Reason reason(Inspection seen, ChangelogKind kind) {
        if (!seen.isShownAsSplitBrain(kind)) {
            return Reason.PENDING;
        }
        return switch (kind) {
            case DATA -> Reason.SPLIT_BRAIN_DATA;
            case METADATA -> Reason.SPLIT_BRAIN_METADATA;
            // Names of both are united, unless they lead to different inodes, which is told with the name.
            case ENTRY -> Reason.PENDING;
        };
    }
}
