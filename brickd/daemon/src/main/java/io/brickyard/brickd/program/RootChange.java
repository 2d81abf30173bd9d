package io.brickyard.brickd.program;

import io.brickyard.wire.fop.Access;
import io.brickyard.wire.fop.CopyFileRange;
import io.brickyard.wire.fop.CopyFileRangeReply;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.DirentPlus;
import io.brickyard.wire.fop.Discard;
import io.brickyard.wire.fop.EntryReply;
import io.brickyard.wire.fop.Entrylk;
import io.brickyard.wire.fop.Fallocate;
import io.brickyard.wire.fop.Fentrylk;
import io.brickyard.wire.fop.Fgetxattr;
import io.brickyard.wire.fop.Finodelk;
import io.brickyard.wire.fop.Flush;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Fremovexattr;
import io.brickyard.wire.fop.Fsetattr;
import io.brickyard.wire.fop.Fsetxattr;
import io.brickyard.wire.fop.Fstat;
import io.brickyard.wire.fop.Fsync;
import io.brickyard.wire.fop.Fsyncdir;
import io.brickyard.wire.fop.Ftruncate;
import io.brickyard.wire.fop.Fxattrop;
import io.brickyard.wire.fop.Getactivelk;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.IattReply;
import io.brickyard.wire.fop.Icreate;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Lease;
import io.brickyard.wire.fop.Link;
import io.brickyard.wire.fop.Lk;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.Mknod;
import io.brickyard.wire.fop.Namelink;
import io.brickyard.wire.fop.Open;
import io.brickyard.wire.fop.Opendir;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Put;
import io.brickyard.wire.fop.Rchecksum;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.fop.Readdir;
import io.brickyard.wire.fop.Readdirp;
import io.brickyard.wire.fop.ReaddirpReply;
import io.brickyard.wire.fop.Readlink;
import io.brickyard.wire.fop.ReadlinkReply;
import io.brickyard.wire.fop.Release;
import io.brickyard.wire.fop.Releasedir;
import io.brickyard.wire.fop.Removexattr;
import io.brickyard.wire.fop.Rename;
import io.brickyard.wire.fop.RenameReply;
import io.brickyard.wire.fop.Rmdir;
import io.brickyard.wire.fop.Seek;
import io.brickyard.wire.fop.Setactivelk;
import io.brickyard.wire.fop.Setattr;
import io.brickyard.wire.fop.Setxattr;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.fop.StatfsCall;
import io.brickyard.wire.fop.Symlink;
import io.brickyard.wire.fop.Truncate;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.fop.Xattrop;
import io.brickyard.wire.fop.Zerofill;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/**
 * The view of a client that mounted a directory of the volume: that directory is its root. On the way down the root's
 * gfid becomes the directory's, on the way up the directory's attributes become those of a root.
 */
final class RootChange {
    private static final long ROOT_INODE = 1;

    private RootChange() {
    }

    /** The request as the brick is to understand it. */
    static FopRequest down(FopRequest request, Gfid root) {
        return switch (request) {
            case Access r -> new Access(down(r.gfid(), root), r.mask(), r.xdata());
            case CopyFileRange r -> new CopyFileRange(down(r.gfidIn(), root), down(r.gfidOut(), root), r.fdIn(),
                    r.fdOut(), r.offsetIn(), r.offsetOut(), r.sizeBytes(), r.flags(), r.xdata());
            case Create r -> new Create(down(r.pargfid(), root), r.flags(), r.mode(), r.umask(), r.bname(), r.xdata());
            case Discard r -> new Discard(down(r.gfid(), root), r.fd(), r.offset(), r.size(), r.xdata());
            case Entrylk r ->
                new Entrylk(down(r.gfid(), root), r.command(), r.type(), r.named(), r.name(), r.domain(), r.xdata());
            case Fallocate r -> new Fallocate(down(r.gfid(), root), r.fd(), r.flags(), r.offset(), r.size(), r.xdata());
            case Fentrylk r -> new Fentrylk(down(r.gfid(), root), r.fd(), r.command(), r.type(), r.named(), r.name(),
                    r.domain(), r.xdata());
            case Fgetxattr r -> new Fgetxattr(down(r.gfid(), root), r.fd(), r.named(), r.name(), r.xdata());
            case Finodelk r ->
                new Finodelk(down(r.gfid(), root), r.fd(), r.command(), r.type(), r.flock(), r.domain(), r.xdata());
            case Flush r -> new Flush(down(r.gfid(), root), r.fd(), r.xdata());
            case Fremovexattr r -> new Fremovexattr(down(r.gfid(), root), r.fd(), r.name(), r.xdata());
            case Fsetattr r -> new Fsetattr(down(r.gfid(), root), r.fd(), r.stat(), r.valid(), r.xdata());
            case Fsetxattr r -> new Fsetxattr(down(r.gfid(), root), r.fd(), r.flags(), r.xattrs(), r.xdata());
            case Fstat r -> new Fstat(down(r.gfid(), root), r.fd(), r.xdata());
            case Fsync r -> new Fsync(down(r.gfid(), root), r.fd(), r.datasync(), r.xdata());
            case Fsyncdir r -> new Fsyncdir(down(r.gfid(), root), r.fd(), r.datasync(), r.xdata());
            case Ftruncate r -> new Ftruncate(down(r.gfid(), root), r.fd(), r.size(), r.xdata());
            case Fxattrop r -> new Fxattrop(down(r.gfid(), root), r.fd(), r.op(), r.values(), r.xdata());
            case Getactivelk r -> new Getactivelk(down(r.gfid(), root), r.xdata());
            case Getxattr r -> new Getxattr(down(r.gfid(), root), r.named(), r.name(), r.xdata());
            case Icreate r -> new Icreate(down(r.gfid(), root), r.mode(), r.xdata());
            case Inodelk r ->
                new Inodelk(down(r.gfid(), root), r.command(), r.type(), r.flock(), r.domain(), r.xdata());
            case Lease r -> new Lease(down(r.gfid(), root), r.lease(), r.xdata());
            case Link r -> new Link(down(r.gfid(), root), down(r.newPargfid(), root), r.newName(), r.xdata());
            case Lk r -> new Lk(down(r.gfid(), root), r.fd(), r.command(), r.type(), r.flock(), r.xdata());
            // Above a client's root there is nothing, as above the brick's.
            case Lookup r when "..".equals(r.bname()) && r.pargfid().equals(Gfid.ROOT) -> r;
            case Lookup r -> new Lookup(down(r.gfid(), root), down(r.pargfid(), root), r.flags(), r.bname(), r.xdata());
            case Mkdir r -> new Mkdir(down(r.pargfid(), root), r.mode(), r.umask(), r.bname(), r.xdata());
            case Mknod r -> new Mknod(down(r.pargfid(), root), r.dev(), r.mode(), r.umask(), r.bname(), r.xdata());
            case Namelink r -> new Namelink(down(r.pargfid(), root), r.bname(), r.xdata());
            case Open r -> new Open(down(r.gfid(), root), r.flags(), r.xdata());
            case Opendir r -> new Opendir(down(r.gfid(), root), r.xdata());
            case Put r -> new Put(down(r.pargfid(), root), r.bname(), r.mode(), r.umask(), r.flags(), r.offset(),
                    r.sizeBytes(), r.xattrs(), r.xdata(), r.payload());
            case Rchecksum r ->
                new Rchecksum(down(r.gfid(), root), r.fd(), r.offset(), r.lengthBytes(), r.flags(), r.xdata());
            case Read r -> new Read(down(r.gfid(), root), r.fd(), r.offset(), r.sizeBytes(), r.flags(), r.xdata());
            case Readdir r -> new Readdir(down(r.gfid(), root), r.fd(), r.offset(), r.sizeBytes(), r.xdata());
            case Readdirp r -> new Readdirp(down(r.gfid(), root), r.fd(), r.offset(), r.sizeBytes(), r.xdata());
            case Readlink r -> new Readlink(down(r.gfid(), root), r.sizeBytes(), r.xdata());
            case Release r -> new Release(down(r.gfid(), root), r.fd(), r.xdata());
            case Releasedir r -> new Releasedir(down(r.gfid(), root), r.fd(), r.xdata());
            case Removexattr r -> new Removexattr(down(r.gfid(), root), r.name(), r.xdata());
            case Rename r ->
                new Rename(down(r.oldPargfid(), root), down(r.newPargfid(), root), r.oldName(), r.newName(), r.xdata());
            case Rmdir r -> new Rmdir(down(r.pargfid(), root), r.flags(), r.bname(), r.xdata());
            case Seek r -> new Seek(down(r.gfid(), root), r.fd(), r.offset(), r.what(), r.xdata());
            case Setactivelk r -> new Setactivelk(down(r.gfid(), root), r.locks(), r.xdata());
            case Setattr r -> new Setattr(down(r.gfid(), root), r.stat(), r.valid(), r.xdata());
            case Setxattr r -> new Setxattr(down(r.gfid(), root), r.flags(), r.xattrs(), r.xdata());
            case Stat r -> new Stat(down(r.gfid(), root), r.xdata());
            case StatfsCall r -> new StatfsCall(down(r.gfid(), root), r.xdata());
            case Symlink r -> new Symlink(down(r.pargfid(), root), r.bname(), r.umask(), r.target(), r.xdata());
            case Truncate r -> new Truncate(down(r.gfid(), root), r.size(), r.xdata());
            case Unlink r -> new Unlink(down(r.pargfid(), root), r.bname(), r.flags(), r.xdata());
            case Write r ->
                new Write(down(r.gfid(), root), r.fd(), r.offset(), r.sizeBytes(), r.flags(), r.xdata(), r.payload());
            case Xattrop r -> new Xattrop(down(r.gfid(), root), r.op(), r.values(), r.xdata());
            case Zerofill r -> new Zerofill(down(r.gfid(), root), r.fd(), r.offset(), r.size(), r.xdata());
            default -> request;
        };
    }

    private static Gfid down(Gfid gfid, Gfid root) {
        return gfid.equals(Gfid.ROOT) ? root : gfid;
    }

    /** The reply as the client is to understand it. */
    static FopReply up(FopReply reply, Gfid root) {
        return switch (reply) {
            case CopyFileRangeReply r -> new CopyFileRangeReply(r.opRet(), r.opErrno(), r.xdata(), up(r.stat(), root),
                    up(r.preop(), root), up(r.postop(), root));
            case CreateReply r -> new CreateReply(r.opRet(), r.opErrno(), r.xdata(), up(r.stat(), root), r.fd(),
                    up(r.preparent(), root), up(r.postparent(), root));
            case EntryReply r -> new EntryReply(r.opRet(), r.opErrno(), r.xdata(), up(r.stat(), root),
                    up(r.preparent(), root), up(r.postparent(), root));
            case IattReply r -> new IattReply(r.opRet(), r.opErrno(), r.xdata(), up(r.stat(), root));
            case LookupReply r ->
                new LookupReply(r.opRet(), r.opErrno(), r.xdata(), up(r.stat(), root), up(r.postparent(), root));
            case PrePostReply r ->
                new PrePostReply(r.opRet(), r.opErrno(), r.xdata(), up(r.preop(), root), up(r.postop(), root));
            case ReadReply r ->
                new ReadReply(r.opRet(), r.opErrno(), up(r.stat(), root), r.sizeBytes(), r.xdata(), r.payload());
            case ReadlinkReply r -> new ReadlinkReply(r.opRet(), r.opErrno(), r.xdata(), up(r.stat(), root), r.path());
            case RenameReply r ->
                new RenameReply(r.opRet(), r.opErrno(), r.xdata(), up(r.stat(), root), up(r.preOldParent(), root),
                        up(r.postOldParent(), root), up(r.preNewParent(), root), up(r.postNewParent(), root));
            case XattrReply r ->
                new XattrReply(r.opRet(), r.opErrno(), r.xdata(), r.dict(), up(r.preop(), root), up(r.postop(), root));
            case ReaddirpReply r -> new ReaddirpReply(r.opRet(), r.opErrno(), r.xdata(),
                    r.entries().stream().map(entry -> up(entry, root)).toList());
            default -> reply;
        };
    }

    private static DirentPlus up(DirentPlus entry, Gfid root) {
        return new DirentPlus(entry.entry(), up(entry.stat(), root), entry.dict());
    }

    private static Iatt up(Iatt iatt, Gfid root) {
        return iatt.gfid().equals(root) ? iatt.toBuilder().gfid(Gfid.ROOT).ino(ROOT_INODE).build() : iatt;
    }
}
