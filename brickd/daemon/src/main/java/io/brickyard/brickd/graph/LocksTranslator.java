package io.brickyard.brickd.graph;

import io.brickyard.posix.locks.ByteRange;
import io.brickyard.posix.locks.ClearLocks;
import io.brickyard.posix.locks.EntryLock;
import io.brickyard.posix.locks.InodeLock;
import io.brickyard.posix.locks.LockOutcome;
import io.brickyard.posix.locks.LockOwner;
import io.brickyard.posix.locks.LockTable;
import io.brickyard.posix.locks.LockWaiter;
import io.brickyard.posix.locks.PosixLock;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Entrylk;
import io.brickyard.wire.fop.Fentrylk;
import io.brickyard.wire.fop.Fgetxattr;
import io.brickyard.wire.fop.Finodelk;
import io.brickyard.wire.fop.Flush;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Getactivelk;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Lk;
import io.brickyard.wire.fop.LkReply;
import io.brickyard.wire.fop.Release;
import io.brickyard.wire.fop.Rename;
import io.brickyard.wire.fop.Rmdir;
import io.brickyard.wire.fop.Setactivelk;
import io.brickyard.wire.fop.StatusReply;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LockCommand;
import io.brickyard.wire.type.WireFd;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Layer;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;
import org.jspecify.annotations.Nullable;

/**
 * features/locks as a translator: grants, queues and takes back locks in memory, on the thread that winds. A lock that
 * waits holds no thread; its reply unwinds on the thread of whoever made room. Everything but lock FOPs goes down, what
 * removes a name by way of {@link Removals}.
 */
final class LocksTranslator extends Layer {
    private final LockTable table;
    private final LockHolders holders;
    private final LockSubjects subjects;
    private final LockInspection inspection;
    private final Removals removals;

    /** Above {@code below}, whose storage may count the same table's locks. */
    LocksTranslator(Translator below, LockTable table, LockHolders holders, LockSubjects subjects,
            LockInspection inspection, Removals removals) {
        super(below);
        this.table = table;
        this.holders = holders;
        this.subjects = subjects;
        this.inspection = inspection;
        this.removals = removals;
    }

    @Override
    public void wind(Call call, Unwind up) {
        Errno fault = fault(call);
        if (fault != null) {
            up.unwind(call.failure(fault.code()));
        } else {
            serve(call, up);
        }
    }

    private @Nullable Errno fault(Call call) {
        return switch (call.request()) {
            case Inodelk r -> subjects.fault(r.gfid());
            case Entrylk r -> subjects.fault(r.gfid());
            case Getactivelk r -> subjects.fault(r.gfid());
            case Setactivelk r -> subjects.fault(r.gfid());
            case Getxattr r when ClearLocks.isOne(r.name()) -> subjects.fault(r.gfid());
            case Fgetxattr r when ClearLocks.isInterrupt(r.name()) ->
                subjects.fault(call.session(), r.fd(), r.gfid());
            case Finodelk r -> subjects.fault(call.session(), r.fd(), r.gfid());
            case Fentrylk r -> subjects.fault(call.session(), r.fd(), r.gfid());
            case Lk r -> subjects.fault(call.session(), r.fd(), r.gfid());
            default -> null;
        };
    }

    /** All that may wait is the look whether there is such an inode. */
    @Override
    public boolean mayWait(Call call) {
        Gfid gfid = switch (call.request()) {
            case Inodelk r -> r.gfid();
            case Entrylk r -> r.gfid();
            case Getactivelk r -> r.gfid();
            case Finodelk r when r.fd() == WireFd.ANONYMOUS -> r.gfid();
            case Fentrylk r when r.fd() == WireFd.ANONYMOUS -> r.gfid();
            case Lk r when r.fd() == WireFd.ANONYMOUS -> r.gfid();
            default -> null;
        };
        return gfid == null ? super.mayWait(call) : subjects.mayWait(gfid);
    }

    private void serve(Call call, Unwind up) {
        switch (call.request()) {
            case Inodelk r -> inodelk(call, new Range(r.gfid(), r.domain(), r.command(), r.type(), r.flock()), up);
            case Finodelk r -> inodelk(call, new Range(r.gfid(), r.domain(), r.command(), r.type(), r.flock()), up);
            case Entrylk r -> entrylk(call, new Name(r.gfid(), r.domain(), r.command(), r.type(),
                    r.named() == 0 ? null : r.name()), up);
            case Fentrylk r -> entrylk(call, new Name(r.gfid(), r.domain(), r.command(), r.type(),
                    r.named() == 0 ? null : r.name()), up);
            case Lk r -> lk(call, ofItsKind(r), up);
            case Getactivelk r -> up.unwind(inspection.active(r));
            case Getxattr r when ClearLocks.isOne(r.name()) -> up.unwind(inspection.clear(r));
            case Fgetxattr r when ClearLocks.isInterrupt(r.name()) -> up.unwind(inspection.interrupt(r, owner(call)));
            case Flush r -> {
                table.flush(r.gfid(), owner(call));
                below().wind(call, up);
            }
            case Release r -> {
                table.release(r.gfid(), holders.name(call.session()), r.fd());
                below().wind(call, up);
            }
            case Unlink r -> removals.wind(call, r.pargfid(), r.bname(), below(), up);
            case Rmdir r -> removals.wind(call, r.pargfid(), r.bname(), below(), up);
            case Rename r -> removals.wind(call, r.newPargfid(), r.newName(), below(), up);
            default -> below().wind(call, up);
        }
    }

    @Override
    public @Nullable FopReply answerNow(Call call) {
        return below().answerNow(call);
    }

    /** What INODELK and FINODELK have in common. As in stock the kind is that of the call, whatever the range's says. */
    private record Range(Gfid gfid, String domain, int command, int type, Flock flock) {}

    private void inodelk(Call call, Range range, Unwind up) {
        InodeLock lock = new InodeLock(ByteRange.of(range.flock.start(), range.flock.length()),
                range.type == Flock.WRITE, owner(call), call.credential().pid());
        LockOutcome outcome;
        if (!isCommand(range.command)) {
            up.unwind(call.failure(Errno.EOPNOTSUPP.code()));
            return;
        }
        if (range.flock.start() < 0 || range.flock.length() < 0) {
            outcome = LockOutcome.INVALID;
        } else if (range.type == Flock.UNLOCK) {
            outcome = table.inodeUnlock(range.gfid, range.domain, lock);
        } else {
            outcome = table.inodelk(range.gfid, range.domain, lock, range.command == LockCommand.SETLKW,
                    waiter(call, up));
        }
        answer(call, outcome, up);
    }

    private static boolean isCommand(int command) {
        return command == LockCommand.SETLK || command == LockCommand.SETLKW;
    }

    /** What ENTRYLK and FENTRYLK have in common. */
    private record Name(Gfid directory, String domain, int command, int type, @Nullable String name) {}

    private void entrylk(Call call, Name name, Unwind up) {
        EntryLock lock = new EntryLock(name.name, name.type, owner(call));
        LockOutcome outcome = switch (name.command) {
            case LockCommand.ENTRY_UNLOCK -> table.entryUnlock(name.directory, name.domain, lock);
            case LockCommand.ENTRY_LOCK, LockCommand.ENTRY_LOCK_NONBLOCKING ->
                table.entrylk(name.directory, name.domain, lock, name.command == LockCommand.ENTRY_LOCK,
                        waiter(call, up));
            default -> LockOutcome.INVALID;
        };
        answer(call, outcome, up);
    }

    private static LockWaiter waiter(Call call, Unwind up) {
        return granted -> answer(call, granted ? LockOutcome.GRANTED : LockOutcome.AGAIN, up);
    }

    private static void answer(Call call, LockOutcome outcome, Unwind up) {
        switch (outcome) {
            case GRANTED -> up.unwind(new StatusReply(0, 0, Dict.NULL));
            case AGAIN -> up.unwind(call.failure(Errno.EAGAIN.code()));
            case INVALID -> up.unwind(call.failure(Errno.EINVAL.code()));
            case NO_ROOM -> up.unwind(call.failure(Errno.ENOLCK.code()));
            case GONE -> up.unwind(call.failure(Errno.ENOTCONN.code()));
            case QUEUED -> {
                // The waiter answers.
            }
        }
    }

    /** As in stock the kind is that of the call, whatever the range's says. */
    private static Lk ofItsKind(Lk r) {
        Flock said = r.flock();
        return r.type() == said.type() ? r
                : new Lk(r.gfid(), r.fd(), r.command(), r.type(), new Flock(r.type(), said.whence(), said.start(),
                        said.length(), said.pid(), said.owner()), r.xdata());
    }

    private void lk(Call call, Lk request, Unwind up) {
        Flock flock = request.flock();
        // As in stock the owner is that of the credential, whatever the range says.
        LockOwner owner = owner(call);
        if (request.fd() == WireFd.ANONYMOUS || flock.start() < 0 || flock.length() < 0 || owner.isAnonymous()) {
            up.unwind(call.failure(Errno.EINVAL.code()));
            return;
        }
        PosixLock lock = new PosixLock(ByteRange.of(flock.start(), flock.length()), flock.type() == Flock.WRITE,
                owner, flock.pid(), request.fd());
        switch (request.command()) {
            case LockCommand.GETLK -> up.unwind(lkReply(inTheWay(request, lock)));
            case LockCommand.SETLK, LockCommand.SETLKW -> setLock(call, request, lock, up);
            default -> up.unwind(call.failure(Errno.EINVAL.code()));
        }
    }

    private Flock inTheWay(Lk request, PosixLock wanted) {
        PosixLock held = table.posixConflict(request.gfid(), wanted);
        Flock asked = request.flock();
        return held == null
                ? new Flock(Flock.UNLOCK, asked.whence(), asked.start(), asked.length(), asked.pid(),
                        wanted.owner().lkOwner())
                : new Flock(held.exclusive() ? Flock.WRITE : Flock.READ, 0, held.range().first(),
                        held.range().length(), held.pid(), held.owner().lkOwner());
    }

    private void setLock(Call call, Lk request, PosixLock lock, Unwind up) {
        if (request.flock().type() == Flock.UNLOCK) {
            table.posixUnlock(request.gfid(), lock.range(), lock.owner());
            up.unwind(lkReply(request.flock()));
            return;
        }
        LockWaiter waiter = new LkWaiter(call, request, up);
        LockOutcome outcome = table.posixLock(request.gfid(), lock, request.command() == LockCommand.SETLKW, waiter);
        switch (outcome) {
            case GRANTED -> waiter.done(true);
            case AGAIN -> waiter.done(false);
            case INVALID -> up.unwind(call.failure(Errno.EINVAL.code()));
            case NO_ROOM -> up.unwind(call.failure(Errno.ENOLCK.code()));
            case GONE -> up.unwind(call.failure(Errno.ENOTCONN.code()));
            case QUEUED -> {
                // The waiter answers.
            }
        }
    }

    private record LkWaiter(Call call, Lk request, Unwind up) implements LockWaiter {
        @Override
        public void done(boolean granted) {
            up.unwind(granted ? lkReply(request.flock()) : call.failure(Errno.EAGAIN.code()));
        }

        @Override
        public void interrupted() {
            up.unwind(call.failure(Errno.EINTR.code()));
        }
    }

    private static LkReply lkReply(Flock flock) {
        return new LkReply(0, 0, Dict.NULL, flock);
    }

    private LockOwner owner(Call call) {
        Credential credential = call.credential();
        return new LockOwner(holders.name(call.session()), credential.lkOwner());
    }

    /** Others need not wait for the last calls of a client that is gone, one of which may hang on the disk. */
    @Override
    public void leaving(Session session) {
        table.disconnect(holders.name(session));
        holders.remove(session);
        super.leaving(session);
    }

    @Override
    public void disconnected(Session session) {
        String name = holders.name(session);
        table.disconnect(name);
        table.forget(name);
        holders.remove(session);
        super.disconnected(session);
    }

    @Override
    public void stop() {
        removals.stop();
        super.stop();
    }
}
