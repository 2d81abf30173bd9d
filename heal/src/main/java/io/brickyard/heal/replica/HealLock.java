package io.brickyard.heal.replica;

import java.util.function.IntFunction;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Entrylk;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.StatusReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.type.LockCommand;
import org.jspecify.annotations.Nullable;

/**
 * A lock on all bricks of a set, taken as AFR's healers take it, with an owner of its own. First without waiting on all
 * bricks at once; if anybody else holds it, what was got is given back, and then the bricks are waited for one after the
 * other in their order, so that two who want the same cannot wait for each other. In a tie-break only who got more than
 * half waits. A lock is only held if all bricks that are needed gave it. Closing gives it back and waits for the answers.
 */
public final class HealLock implements AutoCloseable {
    /** Where the range of metadata locks begins: beyond every file. */
    private static final long METADATA_START = Long.MAX_VALUE - 1;

    /** What to do when somebody else has it. */
    public enum Contest {
        /** Wait for it. */
        WAIT,
        /** Wait only when more than half of the bricks gave it. */
        TIE_BREAK
    }

    private final Replica replica;
    private final Form form;
    private final LkOwner owner;
    private Bricks held;
    private boolean contended;

    private HealLock(Replica replica, Form form) {
        this.replica = replica;
        this.form = form;
        this.owner = replica.newOwner();
        this.held = Bricks.NONE;
    }

    /** How one kind of lock is asked for. */
    private interface Form {
        FopRequest tryLock();

        FopRequest lock();

        FopRequest unlock();
    }

    private record Range(Gfid gfid, String domain, long start, long length) implements Form {
        private FopRequest request(int command, int type) {
            return new Inodelk(gfid, command, type, new Flock(type, 0, start, length, 0, LkOwner.NONE), domain,
                    Dict.NULL);
        }

        @Override
        public FopRequest tryLock() {
            return request(LockCommand.SETLK, Flock.WRITE);
        }

        @Override
        public FopRequest lock() {
            return request(LockCommand.SETLKW, Flock.WRITE);
        }

        @Override
        public FopRequest unlock() {
            return request(LockCommand.SETLK, Flock.UNLOCK);
        }
    }

    private record Name(Gfid directory, String domain, @Nullable String name) implements Form {
        private FopRequest request(int command) {
            return new Entrylk(directory, command, LockCommand.ENTRY_WRITE, name == null ? 0 : 1,
                    name == null ? "" : name, domain, Dict.NULL);
        }

        @Override
        public FopRequest tryLock() {
            return request(LockCommand.ENTRY_LOCK_NONBLOCKING);
        }

        @Override
        public FopRequest lock() {
            return request(LockCommand.ENTRY_LOCK);
        }

        @Override
        public FopRequest unlock() {
            return request(LockCommand.ENTRY_UNLOCK);
        }
    }

    /** A range of an inode's content in a domain; length 0 = to the end. */
    public static HealLock range(Replica replica, Gfid gfid, String domain, long start, long length, Bricks needed,
            Contest contest) throws NotHealedException {
        return new HealLock(replica, new Range(gfid, domain, start, length)).take(needed, contest);
    }

    /** An inode's metadata. */
    public static HealLock metadata(Replica replica, Gfid gfid, Contest contest) throws NotHealedException {
        return range(replica, gfid, replica.spec().name(), METADATA_START, 0, replica.all(), contest);
    }

    /** A whole directory in a domain. */
    public static HealLock directory(Replica replica, Gfid directory, String domain, Contest contest)
            throws NotHealedException {
        return new HealLock(replica, new Name(directory, domain, null)).take(replica.all(), contest);
    }

    /** One name of a directory. */
    public static HealLock name(Replica replica, Gfid directory, String name) throws NotHealedException {
        return new HealLock(replica, new Name(directory, replica.spec().name(), name)).take(replica.all(),
                Contest.WAIT);
    }

    /** No lock, for those who only look. */
    public static HealLock none(Replica replica) {
        return new HealLock(replica, new Name(Gfid.NONE, "", null));
    }

    private HealLock take(Bricks needed, Contest contest) throws NotHealedException {
        Answers<StatusReply> tried = send(needed, i -> form.tryLock());
        held = tried.ok();
        Bricks busy = tried.failedWith(Errno.EAGAIN);
        contended = !busy.isEmpty();
        if (contended) {
            boolean mayWait = contest == Contest.WAIT || held.count() > needed.count() / 2;
            close();
            if (!mayWait) {
                throw new NotHealedException(Reason.LOCKED, "somebody else holds it");
            }
            waitInOrder(needed);
        }
        if (!held.equals(needed)) {
            int missing = needed.minus(held).lowest();
            int errno = tried.errno(missing);
            close();
            throw errno == 0 || errno == Errno.EAGAIN.code()
                    ? new NotHealedException(Reason.LOCKED, "no lock on brick " + missing)
                    : NotHealedException.of(errno, "lock on brick " + missing);
        }
        return this;
    }

    private void waitInOrder(Bricks needed) {
        for (int brick : needed.numbers()) {
            Bricks one = Bricks.of(brick);
            Bricks got = send(one, i -> form.lock()).ok();
            if (got.isEmpty()) {
                return;
            }
            held = held.and(got);
        }
    }

    private Answers<StatusReply> send(Bricks whom, IntFunction<FopRequest> request) {
        return replica.ask(whom, request, StatusReply.class, owner);
    }

    /** Whether somebody else had it when it was asked for. */
    public boolean wasContended() {
        return contended;
    }

    /** Whether all that gave it still have it: locks end with the connection. */
    public boolean isHeld() {
        return held.minus(replica.up()).isEmpty();
    }

    @Override
    public void close() {
        Bricks back = held;
        held = Bricks.NONE;
        if (!back.isEmpty()) {
            send(back, i -> form.unlock());
        }
    }
}
