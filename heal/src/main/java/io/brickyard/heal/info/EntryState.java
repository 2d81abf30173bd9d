package io.brickyard.heal.info;

import io.brickyard.heal.afr.Changelog;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.wire.type.Iatt;

/** How an inode stands, by stock's rules for heal info. */
public enum EntryState {
    /** In order, or in the middle of a change. */
    CLEAN,
    /** To be healed. */
    PENDING,
    /** Somebody seems to heal it. */
    HEALING,
    /** A person must choose. */
    SPLIT_BRAIN;

    /**
     * Judges.
     *
     * @param inspection of all bricks that are up
     * @param listedAsPending whether it is asked for the list of accusations; entries that are only dirty belong to the
     *        other list
     */
    static EntryState of(Inspection inspection, boolean listedAsPending) {
        Changelog log = inspection.changelog();
        boolean accusations = anyPending(log, inspection.any().isDirectory());
        if (accusations != listedAsPending && !inspection.typesDiffer()) {
            return CLEAN;
        }
        if (inspection.typesDiffer()) {
            return SPLIT_BRAIN;
        }
        if (accusations) {
            boolean undecided = false;
            for (ChangelogKind kind : ChangelogKind.values()) {
                undecided |= log.anyPending(kind) && inspection.isShownAsSplitBrain(kind);
            }
            return undecided ? SPLIT_BRAIN : inspection.isBeingHealed() ? HEALING : PENDING;
        }
        if (inspection.any().isDirectory() || !needsHeal(inspection)) {
            return CLEAN;
        }
        boolean dirty = false;
        for (ChangelogKind kind : ChangelogKind.values()) {
            dirty |= inspection.having().stream().anyMatch(i -> log.dirty(kind, i) > 1);
        }
        return dirty || !inspection.isBusy() ? PENDING : CLEAN;
    }

    private static boolean anyPending(Changelog log, boolean directory) {
        // The data counter of a directory only says how its names are to be healed.
        return (!directory && log.anyPending(ChangelogKind.DATA)) || log.anyPending(ChangelogKind.METADATA)
                || log.anyPending(ChangelogKind.ENTRY);
    }

    private static boolean needsHeal(Inspection inspection) {
        for (ChangelogKind kind : ChangelogKind.values()) {
            if (inspection.changelog().anyDirty(kind)) {
                return true;
            }
        }
        Iatt first = inspection.any();
        return inspection.having().stream().mapToObj(i -> inspection.stats()[i])
                .anyMatch(it -> it.mode() != first.mode()
                        || it.uid() != first.uid() || it.gid() != first.gid()
                        || (it.isRegularFile() && it.size() != first.size()));
    }
}
