package io.brickyard.xlator.throttle;

import io.brickyard.wire.fop.Access;
import io.brickyard.wire.fop.CopyFileRange;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.Entrylk;
import io.brickyard.wire.fop.FdRequest;
import io.brickyard.wire.fop.Fentrylk;
import io.brickyard.wire.fop.Finodelk;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Getactivelk;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.Icreate;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Ipc;
import io.brickyard.wire.fop.Lease;
import io.brickyard.wire.fop.Link;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.Mknod;
import io.brickyard.wire.fop.Namelink;
import io.brickyard.wire.fop.Open;
import io.brickyard.wire.fop.Opendir;
import io.brickyard.wire.fop.Put;
import io.brickyard.wire.fop.Rchecksum;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.fop.Readlink;
import io.brickyard.wire.fop.Removexattr;
import io.brickyard.wire.fop.Rename;
import io.brickyard.wire.fop.Rmdir;
import io.brickyard.wire.fop.Setactivelk;
import io.brickyard.wire.fop.Setattr;
import io.brickyard.wire.fop.Setxattr;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.fop.StatfsCall;
import io.brickyard.wire.fop.Symlink;
import io.brickyard.wire.fop.Truncate;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.fop.Xattrop;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LockCommand;

/** What a request is about, as far as the throttle wants to know. */
final class Subjects {
    private Subjects() {
    }

    /** Whether calls of an operation never wait: whatever gives locks, memory or files back, or tells that somebody lives. */
    static boolean neverWaits(Fop fop) {
        return switch (fop) {
            case LK, INODELK, FINODELK, ENTRYLK, FENTRYLK, LEASE, GETACTIVELK, SETACTIVELK, FLUSH, RELEASE, RELEASEDIR,
                    IPC ->
                true;
            default -> false;
        };
    }

    /** Bytes of data that a request reads, writes or checksums. */
    static long dataBytes(FopRequest request) {
        return switch (request) {
            case Read r -> r.sizeBytes();
            case Write r -> r.payload().remaining();
            case Put r -> r.payload().remaining();
            case Rchecksum r -> r.lengthBytes();
            case CopyFileRange r -> r.sizeBytes();
            default -> 0;
        };
    }

    /** Bytes of data that a call has moved that asked for so many: a READ gives no more than there is. */
    static long movedBytes(FopReply reply, long asked) {
        return reply instanceof ReadReply read ? Math.min(asked, read.payload().remaining()) : asked;
    }

    /** Whether it gives a lock back by which clients keep each other from an inode. */
    static boolean unlocks(FopRequest request) {
        return switch (request) {
            case Inodelk r -> r.type() == Flock.UNLOCK;
            case Finodelk r -> r.type() == Flock.UNLOCK;
            case Entrylk r -> r.command() == LockCommand.ENTRY_UNLOCK;
            case Fentrylk r -> r.command() == LockCommand.ENTRY_UNLOCK;
            default -> false;
        };
    }

    /** The inode that it works on, or the directory of the name that it works on. */
    static Gfid inode(FopRequest request) {
        return switch (request) {
            case FdRequest r -> r.gfid();
            case Access r -> r.gfid();
            case CopyFileRange r -> r.gfidOut();
            case Create r -> r.pargfid();
            case Entrylk r -> r.gfid();
            case Getactivelk r -> r.gfid();
            case Getxattr r -> r.gfid();
            case Icreate r -> r.gfid();
            case Inodelk r -> r.gfid();
            case Ipc r -> Gfid.NONE;
            case Lease r -> r.gfid();
            case Link r -> r.newPargfid();
            case Lookup r -> r.bname().isEmpty() ? r.gfid() : r.pargfid();
            case Mkdir r -> r.pargfid();
            case Mknod r -> r.pargfid();
            case Namelink r -> r.pargfid();
            case Open r -> r.gfid();
            case Opendir r -> r.gfid();
            case Put r -> r.pargfid();
            case Readlink r -> r.gfid();
            case Removexattr r -> r.gfid();
            case Rename r -> r.newPargfid();
            case Rmdir r -> r.pargfid();
            case Setactivelk r -> r.gfid();
            case Setattr r -> r.gfid();
            case Setxattr r -> r.gfid();
            case Stat r -> r.gfid();
            case StatfsCall r -> r.gfid();
            case Symlink r -> r.pargfid();
            case Truncate r -> r.gfid();
            case Unlink r -> r.pargfid();
            case Xattrop r -> r.gfid();
        };
    }

    /** Whether it works on an inode or on a name in it: all that is held back by whoever has it locked. */
    static boolean touches(FopRequest request, Gfid gfid) {
        return inode(request).equals(gfid) || switch (request) {
            case CopyFileRange r -> r.gfidIn().equals(gfid);
            case Link r -> r.gfid().equals(gfid);
            case Lookup r -> r.gfid().equals(gfid);
            case Rename r -> r.oldPargfid().equals(gfid);
            default -> false;
        };
    }
}
