package io.brickyard.heal.run;

import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.afr.Changelog;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.afr.Undo;
import io.brickyard.heal.replica.Answers;
import io.brickyard.heal.replica.HealLock;
import io.brickyard.heal.replica.HealLock.Contest;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Setattr;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.fop.Xattrop;
import io.brickyard.wire.fop.XattropOp;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/**
 * What all kinds of heal of one replica set share.
 *
 * @param replica of the inodes
 * @param journal hears what is done
 * @param pace says when to go on
 * @param dryRun whether to tell only
 * @param lanes permits for copying more blocks at a time than one of each file
 * @param making keeps two workers from making the same inode
 */
public record Healer(Replica replica, Journal journal, Pace pace, boolean dryRun, Semaphore lanes, InodeLocks making) {
    /** So many blocks of a file are copied at a time, and so many more of all files: that bounds what is kept in memory. */
    private static final int MOST_LANES = 4;

    /** With lanes of its own. */
    public Healer(Replica replica, Journal journal, Pace pace, boolean dryRun) {
        this(replica, journal, pace, dryRun, new Semaphore(MOST_LANES), new InodeLocks());
    }

    /** How many blocks of one file are copied at a time. */
    int mostLanes() {
        return MOST_LANES;
    }

    private static final int SET_TIMES = 0x10 | 0x20 | 0x40;

    /** Tells that something was healed. */
    public void tell(Gfid gfid, Action action) {
        journal.healed(replica.spec(), gfid, action);
    }

    /** A lock on a range of a file, see {@link HealLock}; none in a dry run, as with the next two. */
    public HealLock range(Gfid gfid, String domain, long start, long length, Bricks needed, Contest contest)
            throws NotHealedException {
        return dryRun ? HealLock.none(replica)
                : HealLock.range(replica, gfid, domain, start, length, needed, contest);
    }

    /** A lock on an inode's metadata. */
    public HealLock metadata(Gfid gfid) throws NotHealedException {
        return dryRun ? HealLock.none(replica) : HealLock.metadata(replica, gfid, Contest.TIE_BREAK);
    }

    /** A lock on a directory. */
    public HealLock directory(Gfid gfid, String domain, Contest contest) throws NotHealedException {
        return dryRun ? HealLock.none(replica) : HealLock.directory(replica, gfid, domain, contest);
    }

    /** Stops a heal between two steps when the run must end. */
    public void pause() throws NotHealedException {
        pace.rest();
        if (pace.mustStop()) {
            throw new NotHealedException(Reason.STOPPED, "the run ended");
        }
    }

    /**
     * Takes off what was read, and accuses bricks that should have been healed and were not.
     *
     * @param xdata goes along with it
     */
    public void undo(Gfid gfid, Changelog log, Bricks failed, Dict xdata, ChangelogKind... kinds)
            throws NotHealedException {
        Undo undo = new Undo(log, replica.all(), failed);
        replica.ask(replica.all(), i -> {
            DictBuilder operands = Dict.builder();
            undo.operands(i, replica.spec().pendingKeys(), ReplicaSpec.DIRTY_KEY, kinds).forEach(operands::putRaw);
            return new Xattrop(gfid, XattropOp.ADD_ARRAY, operands.build(), xdata);
        }, XattrReply.class).needAll("XATTROP");
    }

    /** Makes some bricks accuse others, by one in each of some kinds. */
    public Answers<XattrReply> accuse(Gfid gfid, Bricks accusers, Bricks accused, ChangelogKind... kinds) {
        ByteBuffer one = ByteBuffer.allocate(ChangelogKind.XATTR_BYTES);
        for (ChangelogKind kind : kinds) {
            one.putInt(kind.offset(), 1);
        }
        DictBuilder operands = Dict.builder();
        for (int i : accused.numbers()) {
            operands.putRaw(replica.spec().pendingKeys()[i], one.array());
        }
        return replica.ask(accusers, new Xattrop(gfid, XattropOp.ADD_ARRAY, operands.build(), Dict.NULL),
                XattrReply.class);
    }

    /** Gives bricks the times of a copy. */
    public Answers<PrePostReply> setTimes(Gfid gfid, Iatt from, Bricks whom) {
        return replica.ask(whom, new Setattr(gfid, from, SET_TIMES, Dict.NULL), PrePostReply.class);
    }
}
