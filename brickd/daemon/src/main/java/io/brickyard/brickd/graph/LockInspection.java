package io.brickyard.brickd.graph;

import java.util.List;

import io.brickyard.posix.locks.ByteRange;
import io.brickyard.posix.locks.ClearLocks;
import io.brickyard.posix.locks.LockOwner;
import io.brickyard.posix.locks.LockTable;
import io.brickyard.posix.locks.PosixLock;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.ActiveLock;
import io.brickyard.wire.fop.Fgetxattr;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Getactivelk;
import io.brickyard.wire.fop.GetactivelkReply;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Iatt;

/** Locks seen and taken away from outside: GETACTIVELK, and clear-locks by GETXATTR. */
final class LockInspection {
    private final LockTable table;
    private final LockHolders holders;
    private final String hostname;
    private final String brick;

    /**
     * Of one brick.
     *
     * @param hostname that answers name
     * @param brick its directory
     */
    LockInspection(LockTable table, LockHolders holders, String hostname, String brick) {
        this.table = table;
        this.holders = holders;
        this.hostname = hostname;
        this.brick = brick;
    }

    FopReply active(Getactivelk request) {
        List<ActiveLock> locks = table.posixLocks(request.gfid()).stream().map(this::told).toList();
        return new GetactivelkReply(locks.size(), 0, Dict.NULL, locks);
    }

    private ActiveLock told(PosixLock lock) {
        Flock flock = new Flock(lock.exclusive() ? Flock.WRITE : Flock.READ, 0, lock.range().first(),
                lock.range().length(), lock.pid(), lock.owner().lkOwner());
        return new ActiveLock(flock, holders.identity(lock.owner().client()), 0);
    }

    FopReply clear(Getxattr request) {
        ClearLocks what = ClearLocks.parse(request.name());
        if (what == null) {
            return request.fop().failure(Errno.EINVAL.code());
        }
        return answer(request.name(), what, table.clear(request.gfid(), what));
    }

    /** Somebody who waits for a POSIX lock, and says so by FGETXATTR, does not any more. */
    FopReply interrupt(Fgetxattr request, LockOwner owner) {
        ByteRange range = ClearLocks.interruptedRange(request.name());
        if (range == null) {
            return request.fop().failure(Errno.EINVAL.code());
        }
        int given = table.interrupt(request.gfid(), range, owner);
        ClearLocks what = new ClearLocks(ClearLocks.Type.POSIX, false, true, range, null);
        return answer(request.name(), what, new ClearLocks.Cleared(given, 0));
    }

    private FopReply answer(String key, ClearLocks what, ClearLocks.Cleared cleared) {
        String text = what.answer(cleared, hostname, brick);
        return new XattrReply(0, 0, Dict.NULL, Dict.builder().putText(key, text).build(), Iatt.NONE, Iatt.NONE);
    }
}
