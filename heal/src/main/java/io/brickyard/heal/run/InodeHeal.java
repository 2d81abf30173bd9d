package io.brickyard.heal.run;

import java.util.Optional;
import java.util.Set;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.afr.Changelog;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.jspecify.annotations.Nullable;

/** Heals whatever is to be healed of one inode: data, then metadata, then the names in it. */
public final class InodeHeal {
    private final Healer healer;
    private final Replica replica;
    private final Anonymous anonymous;
    private final NewEntries made;

    /**
     * For one replica set.
     *
     * @param made hears of every inode that was made, at once
     */
    public InodeHeal(Healer healer, NewEntries made) {
        this(healer, new Anonymous(healer.replica()), made);
    }

    /** The same, with inodes that wait for their names. */
    InodeHeal(Healer healer, Anonymous anonymous, NewEntries made) {
        this.made = made;
        this.healer = healer;
        this.replica = healer.replica();
        this.anonymous = anonymous;
    }

    /** What came of it. */
    public enum Outcome {
        /** Something was healed, or would be. */
        HEALED,
        /** Nothing is to be done now. */
        NOTHING,
        /** No brick has it: a list that names it is out of date. */
        GONE
    }

    /**
     * What is to be done after a heal.
     *
     * @param outcome of it
     * @param trouble why it is not healed wholly
     */
    public record Report(Outcome outcome, Optional<NotHealedException> trouble) {
        static Report of(Outcome outcome) {
            return new Report(outcome, Optional.empty());
        }
    }

    /** Heals an inode as its changelogs and attributes say, but for names of it that somebody sees to. */
    public Report heal(Gfid gfid, Inspection seen, String path, Set<String> settledNames) {
        return heal(gfid, seen, path, false, settledNames);
    }

    /**
     * Heals an inode as its changelogs and attributes say.
     *
     * @param listed whether a brick lists it as pending
     */
    Report heal(Gfid gfid, Inspection seen, String path, boolean listed) {
        return heal(gfid, seen, path, listed, Set.of());
    }

    private Report heal(Gfid gfid, Inspection seen, String path, boolean listed, Set<String> settledNames) {
        if (seen.lacking().equals(replica.all())) {
            return Report.of(Outcome.GONE);
        }
        Changelog log = seen.changelog();
        boolean accused = false;
        boolean dirty = false;
        for (ChangelogKind kind : ChangelogKind.values()) {
            accused |= log.anyPending(kind);
            dirty |= log.anyDirty(kind);
        }
        if (!accused && dirty && seen.isBusy()) {
            return Report.of(Outcome.NOTHING);
        }
        EntryHeal entries = new EntryHeal(healer, anonymous, gfid, path, made, settledNames);
        try {
            seen.needAll();
            boolean worked = kinds(gfid, seen, path, entries);
            if (listed && !worked && !accused && !dirty && !healer.dryRun()) {
                // Adding nothing makes the brick look at the sums and drop its note.
                healer.undo(gfid, log, Bricks.NONE, Dict.NULL, ChangelogKind.DATA);
            }
            return new Report(worked ? Outcome.HEALED : Outcome.NOTHING, Optional.empty());
        } catch (NotHealedException e) {
            return new Report(Outcome.NOTHING, Optional.of(e));
        }
    }

    private boolean kinds(Gfid gfid, Inspection seen, String path, EntryHeal entries) throws NotHealedException {
        Changelog log = seen.changelog();
        Iatt first = seen.any();
        DataHeal data = new DataHeal(healer);
        boolean worked = false;
        NotHealedException trouble = null;
        if (first.isRegularFile() && (log.any(ChangelogKind.DATA) || sizesDiffer(seen))) {
            worked = true;
            trouble = attempt(() -> data.heal(gfid, path), trouble);
        }
        if (data.healedMetadata()) {
            // It was done under the same locks.
            worked = true;
        } else if (log.any(ChangelogKind.METADATA) || attributesDiffer(seen)) {
            worked = true;
            trouble = attempt(() -> new MetadataHeal(healer).heal(gfid, path), trouble);
        }
        if (first.isDirectory() && (log.any(ChangelogKind.ENTRY) || log.any(ChangelogKind.DATA))) {
            worked = true;
            trouble = attempt(entries::heal, trouble);
        }
        if (trouble != null) {
            throw trouble;
        }
        return worked;
    }

    private interface Step {
        void run() throws NotHealedException;
    }

    /** A split-brain of one kind does not keep the others from being healed; the end of the run does. */
    private static @Nullable NotHealedException attempt(Step step,
            @Nullable NotHealedException before) {
        if (before != null && before.reason() == Reason.STOPPED) {
            return before;
        }
        try {
            step.run();
            return before;
        } catch (NotHealedException e) {
            return before == null || e.reason() == Reason.STOPPED ? e : before;
        }
    }

    private boolean sizesDiffer(Inspection seen) {
        return seen.having().minus(replica.spec().arbiters()).stream().mapToLong(i -> seen.stats()[i].size()).distinct()
                .count() > 1;
    }

    private static boolean attributesDiffer(Inspection seen) {
        Iatt first = seen.any();
        return seen.having().stream().mapToObj(i -> seen.stats()[i])
                .anyMatch(it -> it.mode() != first.mode() || it.uid() != first.uid() || it.gid() != first.gid());
    }
}
