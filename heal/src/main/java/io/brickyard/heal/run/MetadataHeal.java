package io.brickyard.heal.run;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.afr.Changelog;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.afr.Choice;
import io.brickyard.heal.afr.MetadataChoice;
import io.brickyard.heal.afr.Roles;
import io.brickyard.heal.replica.Answers;
import io.brickyard.heal.replica.HealLock;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.replica.ReplicatedXattrs;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Removexattr;
import io.brickyard.wire.fop.Setattr;
import io.brickyard.wire.fop.Setxattr;
import io.brickyard.wire.fop.StatusReply;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/**
 * Makes owner, mode, xattrs and times of an inode those of the source, under a lock that keeps clients from changing them.
 * Where nobody accused the bricks that differ, they are accused first: a heal that ends half-way leaves a trace.
 */
public final class MetadataHeal {
    private static final int SET_MODE_AND_OWNER = 0x1 | 0x2 | 0x4;

    private final Healer healer;
    private final Replica replica;
    private int firstErrno;

    /** For one inode. */
    public MetadataHeal(Healer healer) {
        this.healer = healer;
        this.replica = healer.replica();
    }

    /** What would be done. */
    public static Choice choose(Inspection inspection) throws NotHealedException {
        Choice choice = MetadataChoice.of(inspection.roles(ChangelogKind.METADATA), inspection.stats(),
                inspection.xattrs());
        if (choice.verdict() == Choice.Verdict.SPLIT_BRAIN) {
            throw new NotHealedException(Reason.SPLIT_BRAIN_METADATA, "all copies are accused");
        }
        return choice;
    }

    /** Heals; does nothing where nothing is to be done. */
    public void heal(Gfid gfid, String path) throws NotHealedException {
        try (HealLock lock = healer.metadata(gfid)) {
            Inspection inspection = Inspection.of(replica, gfid).needAll();
            if (healer.dryRun()) {
                plan(gfid, path, choose(inspection));
            } else {
                heal(inspection, path, lock);
            }
        }
    }

    /** Heals what was found under a lock that keeps clients from changing it. */
    void heal(Inspection inspection, String path, HealLock lock) throws NotHealedException {
        Gfid gfid = inspection.gfid();
        Choice choice = choose(inspection);
        Changelog log = inspection.changelog();
        if (choice.heal().isEmpty()) {
            if (log.any(ChangelogKind.METADATA)) {
                healer.undo(gfid, log, Bricks.NONE, Dict.NULL, ChangelogKind.METADATA);
            }
            return;
        }
        Roles roles = inspection.roles(ChangelogKind.METADATA);
        if (!choice.heal().within(roles.sources()).isEmpty()) {
            healer.accuse(gfid, choice.sources(), choice.heal(), ChangelogKind.METADATA).needAll("XATTROP");
            log = Inspection.of(replica, gfid).needAll().changelog();
        }
        Bricks healed = copy(gfid, choice, inspection.stats()[choice.source()]);
        Bricks failed = choice.heal().minus(healed);
        if (!healed.isEmpty() && lock.isHeld()) {
            healer.undo(gfid, log, failed, Dict.NULL, ChangelogKind.METADATA);
            healer.tell(gfid, new Action(Action.What.METADATA, path, choice.source(), healed));
        }
        if (!failed.isEmpty()) {
            throw trouble(failed);
        }
    }

    /** Tells what would be done. */
    void plan(Gfid gfid, String path, Choice choice) {
        if (!choice.heal().isEmpty()) {
            healer.tell(gfid, new Action(Action.What.METADATA, path, choice.source(), choice.heal()));
        }
    }

    private NotHealedException trouble(Bricks failed) {
        return NotHealedException.of(firstErrno, "metadata of " + replica.spec().label(failed.lowest()));
    }

    private Bricks copy(Gfid gfid, Choice choice, Iatt from) throws NotHealedException {
        int source = choice.source();
        Bricks sinks = succeeded(replica.ask(choice.heal(), new Setattr(gfid, from, SET_MODE_AND_OWNER, Dict.NULL),
                PrePostReply.class));
        Answers<XattrReply> present = replica.ask(sinks.and(Bricks.of(source)), listing(gfid), XattrReply.class)
                .needAllOf(Bricks.of(source), "GETXATTR");
        Dict wanted = ReplicatedXattrs.copied(present.of(source).dict());
        sinks = succeeded(present).within(sinks);
        Bricks burdened = sinks.filter(i -> !surplus(present.of(i), wanted).isEmpty());
        Bricks removed = succeeded(replica.ask(burdened,
                i -> new Removexattr(gfid, "", surplus(present.of(i), wanted)), StatusReply.class));
        sinks = sinks.minus(burdened.minus(removed));
        if (!wanted.isEmpty()) {
            sinks = succeeded(replica.ask(sinks, new Setxattr(gfid, 0, wanted, Dict.NULL), StatusReply.class));
        }
        return succeeded(healer.setTimes(gfid, from, sinks));
    }

    /** What a sink has and the source has not. Times only move forward: they are not taken away. */
    private static Dict surplus(XattrReply present, Dict wanted) {
        var surplus = Dict.builder();
        ReplicatedXattrs.copied(present.dict()).forEach((key, value) -> {
            if (!wanted.contains(key) && !key.equals(ReplicatedXattrs.MDATA)) {
                surplus.put(key, value);
            }
        });
        return surplus.build();
    }

    private Bricks succeeded(Answers<?> answers) {
        int first = answers.failed().lowest();
        if (first >= 0 && firstErrno == 0) {
            firstErrno = answers.errno(first);
        }
        return answers.ok();
    }

    private static Getxattr listing(Gfid gfid) {
        return new Getxattr(gfid, 0, "", Dict.NULL);
    }
}
