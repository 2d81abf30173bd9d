package io.brickyard.heal.run;

import java.util.Optional;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.afr.Choice;
import io.brickyard.heal.afr.DataChoice;
import io.brickyard.heal.replica.Answers;
import io.brickyard.heal.replica.HealLock;
import io.brickyard.heal.replica.HealLock.Contest;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.replica.ReplicaOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Fsync;
import io.brickyard.wire.fop.Ftruncate;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/**
 * Makes the content of a file that of the source, while clients go on writing. Who is right and how large the file is, is
 * decided under a lock on the whole file that waits for the end of every change under way; then blocks are copied one by
 * one, each under a lock of its own; sinks make them durable before anything is taken off the changelogs. Changes that
 * clients make meanwhile reach sinks too, and what fails of them is accused anew, which the undo leaves.
 */
public final class DataHeal {
    private final Healer healer;
    private final Replica replica;
    private int firstErrno;
    private boolean metadataToo;

    /** For one file. */
    public DataHeal(Healer healer) {
        this.healer = healer;
        this.replica = healer.replica();
    }

    /** What would be done. */
    public static Choice choose(Inspection inspection, Bricks arbiters) throws NotHealedException {
        Choice choice = DataChoice.of(inspection.roles(ChangelogKind.DATA), inspection.stats(), arbiters);
        return switch (choice.verdict()) {
            case SPLIT_BRAIN -> throw new NotHealedException(Reason.SPLIT_BRAIN_DATA, "all copies are accused");
            case ARBITER_ONLY -> throw new NotHealedException(Reason.ARBITER_ONLY,
                    "every copy with content is accused");
            case NOTHING -> {
                if (inspection.changelog().anyPending(ChangelogKind.DATA)) {
                    throw new NotHealedException(Reason.SPLIT_BRAIN_DATA,
                            "the copies accuse each other in a ring and have the same size");
                }
                yield choice;
            }
            case HEAL -> choice;
        };
    }

    /**
     * Heals; does nothing where nothing is to be done. A long wait between two blocks is waited without any lock: others may
     * heal the file meanwhile.
     */
    public void heal(Gfid gfid, String path) throws NotHealedException {
        Optional<DataHalt> halt = pass(gfid, path, Optional.empty());
        while (halt.isPresent()) {
            healer.pause();
            halt = pass(gfid, path, halt);
        }
    }

    /** Whether metadata was healed along with the content. */
    boolean healedMetadata() {
        return metadataToo;
    }

    private Optional<DataHalt> pass(Gfid gfid, String path, Optional<DataHalt> earlier) throws NotHealedException {
        try (HealLock healing = whole(gfid, replica.spec().healDomain(), Contest.TIE_BREAK)) {
            Inspection inspection;
            Choice choice;
            BlockCopy copy;
            try (HealLock _ = whole(gfid, replica.spec().name(), Contest.WAIT)) {
                inspection = Inspection.of(replica, gfid).needAll();
                if (earlier.isPresent() && earlier.get().holds(inspection)) {
                    choice = earlier.get().choice();
                    copy = earlier.get().copy();
                    inspection = earlier.get().before();
                } else {
                    choice = choose(inspection, replica.spec().arbiters());
                    if (healer.dryRun()) {
                        plan(gfid, path, choice);
                        return Optional.empty();
                    }
                    if (choice.heal().isEmpty()) {
                        settle(gfid, inspection);
                        return Optional.empty();
                    }
                    inspection = accused(inspection, choice);
                    // A file that changes during every long wait comes to its end all the same.
                    copy = new BlockCopy(healer, inspection, choice.source(), holders(choice.heal()),
                            earlier.isEmpty());
                    if (isSmall(inspection, choice)) {
                        // The lock on the file is no worse than one on its only block, which stretches sinks by itself.
                        copy.only();
                    } else {
                        resize(gfid, inspection, choice);
                    }
                }
            }
            if (!copy.run()) {
                return Optional.of(new DataHalt(inspection, choice, copy, Inspection.of(replica, gfid)));
            }
            firstErrno = copy.firstErrno();
            Bricks healed = choice.heal().minus(copy.failed());
            healed = succeeded(replica.ask(healed, new Fsync(gfid, Block.FD, 0, Dict.NULL), PrePostReply.class));
            try (HealLock _ = whole(gfid, replica.spec().name(), Contest.WAIT)) {
                finish(gfid, path, inspection, choice, healed, healing);
            }
            return Optional.empty();
        }
    }

    /** Tells what would be done. */
    void plan(Gfid gfid, String path, Choice choice) {
        if (!choice.heal().isEmpty()) {
            healer.tell(gfid, new Action(Action.What.DATA, path, choice.source(), choice.heal()));
        }
    }

    private HealLock whole(Gfid gfid, String domain, Contest contest) throws NotHealedException {
        return healer.range(gfid, domain, 0, 0, replica.all(), contest);
    }

    /** All copies are right: dirty counters of changes that ended are taken off. */
    private void settle(Gfid gfid, Inspection inspection) throws NotHealedException {
        if (inspection.changelog().anyDirty(ChangelogKind.DATA)) {
            healer.undo(gfid, inspection.changelog(), Bricks.NONE, Dict.NULL, ChangelogKind.DATA);
        }
    }

    /**
     * Has the sources accuse every sink before it is touched: a sink of the right size with zeros in it, left by a heal that
     * ended half-way, would pass for a good copy, or even for the newest.
     */
    private Inspection accused(Inspection before, Choice choice) throws NotHealedException {
        Bricks unaccused = choice.heal().filter(sink -> choice.sources().stream()
                .anyMatch(i -> before.changelog().pending(ChangelogKind.DATA, i, sink) == 0));
        if (unaccused.isEmpty()) {
            return before;
        }
        healer.accuse(before.gfid(), choice.sources(), unaccused, ChangelogKind.DATA).needAll("XATTROP");
        return Inspection.of(replica, before.gfid()).needAll();
    }

    private boolean isSmall(Inspection inspection, Choice choice) {
        long size = inspection.stats()[choice.source()].size();
        return size > 0 && size <= ReplicaOptions.SMALL_BLOCK_BYTES
                && holders(choice.heal()).stream().allMatch(i -> inspection.stats()[i].size() <= size);
    }

    private void resize(Gfid gfid, Inspection inspection, Choice choice) throws NotHealedException {
        long size = inspection.stats()[choice.source()].size();
        Bricks sinks = holders(choice.heal()).filter(i -> inspection.stats()[i].size() != size);
        replica.ask(sinks, new Ftruncate(gfid, Block.FD, size, Dict.NULL), PrePostReply.class)
                .needAll("FTRUNCATE");
    }

    private Bricks holders(Bricks some) {
        return some.minus(replica.spec().arbiters());
    }

    private void finish(Gfid gfid, String path, Inspection before, Choice choice, Bricks synced, HealLock healing)
            throws NotHealedException {
        Inspection now = Inspection.of(replica, gfid).needAll();
        Bricks doubting = now.having()
                .filter(i -> now.changelog().pending(ChangelogKind.DATA, i, choice.source()) != before
                        .changelog().pending(ChangelogKind.DATA, i, choice.source()));
        if (!doubting.isEmpty() || !healing.isHeld()) {
            // A client's write did not reach the source while blocks were copied from it.
            throw new NotHealedException(Reason.CHANGED, "the source missed a change during the heal");
        }
        Iatt source = now.stats()[choice.source()];
        // Where metadata is healed too, times come with it.
        boolean both = metadataIsHealedOn(synced, now);
        Bricks healed = both ? synced : succeeded(healer.setTimes(gfid, source, synced));
        Bricks failed = choice.heal().minus(healed);
        if (!healed.isEmpty()) {
            healer.undo(gfid, before.changelog(), failed, Dict.NULL, ChangelogKind.DATA);
            healer.tell(gfid, new Action(Action.What.DATA, path, choice.source(), healed));
        }
        if (both && failed.isEmpty()) {
            try {
                new MetadataHeal(healer).heal(now, path, healing);
                metadataToo = true;
            } catch (NotHealedException e) {
                // Whoever asked for this heal comes to the metadata next, and finds the same.
                metadataToo = false;
            }
        }
        if (!failed.isEmpty()) {
            throw NotHealedException.of(firstErrno, "content on " + replica.spec().label(failed.lowest()));
        }
    }

    private static boolean metadataIsHealedOn(Bricks synced, Inspection now) {
        if (!now.changelog().anyPending(ChangelogKind.METADATA)) {
            return false;
        }
        try {
            return synced.minus(MetadataHeal.choose(now).heal()).isEmpty();
        } catch (NotHealedException e) {
            // Somebody must choose a copy; the content is healed all the same.
            return false;
        }
    }

    private Bricks succeeded(Answers<? extends FopReply> answers) {
        int first = answers.failed().lowest();
        if (first >= 0 && firstErrno == 0) {
            firstErrno = answers.errno(first);
        }
        return answers.ok();
    }
}
