package io.brickyard.posix;

import java.nio.ByteBuffer;
import java.util.function.IntFunction;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Access;
import io.brickyard.wire.fop.CopyFileRange;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.Discard;
import io.brickyard.wire.fop.Entrylk;
import io.brickyard.wire.fop.Fallocate;
import io.brickyard.wire.fop.FdRequest;
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
import io.brickyard.wire.fop.Icreate;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Ipc;
import io.brickyard.wire.fop.Lease;
import io.brickyard.wire.fop.Link;
import io.brickyard.wire.fop.Lk;
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
import io.brickyard.wire.fop.Readdir;
import io.brickyard.wire.fop.Readdirp;
import io.brickyard.wire.fop.Readlink;
import io.brickyard.wire.fop.Release;
import io.brickyard.wire.fop.Releasedir;
import io.brickyard.wire.fop.Removexattr;
import io.brickyard.wire.fop.Rename;
import io.brickyard.wire.fop.Rmdir;
import io.brickyard.wire.fop.Seek;
import io.brickyard.wire.fop.Setactivelk;
import io.brickyard.wire.fop.Setattr;
import io.brickyard.wire.fop.Setxattr;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.fop.StatfsCall;
import io.brickyard.wire.fop.StatusReply;
import io.brickyard.wire.fop.Symlink;
import io.brickyard.wire.fop.Truncate;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.fop.Xattrop;
import io.brickyard.wire.fop.Zerofill;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import org.jspecify.annotations.Nullable;

/**
 * storage/posix: executes every storage FOP on a brick directory, on the calling thread, which must be a platform thread.
 * Safe for any number of threads. A failed FOP is a complete reply with its errno, never an exception.
 */
public final class PosixStorage implements AutoCloseable {
    private final Brick brick;
    private final LookupFop lookup;
    private final MakeFops make;
    private final NameFops names;
    private final RenameFop rename;
    private final AttributeFops attributes;
    private final OpenFops open;
    private final DataFops data;
    private final SpaceFops space;
    private final ReaddirFops readdir;
    private final GetxattrFops getxattr;
    private final SetxattrFops setxattr;
    private final XattropFop xattrop;
    private final RchecksumFop rchecksum;

    /**
     * A storage on an open brick, which it closes at the end.
     *
     * @param root the checked brick directory
     * @param options how it is run
     * @param counts lock counts for xdata
     * @param readBuffers gives a direct buffer of at least so many bytes for the data of one READ; it travels in the
     *            reply's payload
     */
    public PosixStorage(BrickRoot root, BrickOptions options, LockCounts counts, IntFunction<ByteBuffer> readBuffers) {
        brick = new Brick(root, options, counts);
        lookup = new LookupFop(brick);
        make = new MakeFops(brick);
        names = new NameFops(brick);
        rename = new RenameFop(brick);
        attributes = new AttributeFops(brick);
        open = new OpenFops(brick);
        data = new DataFops(brick, readBuffers);
        space = new SpaceFops(brick);
        readdir = new ReaddirFops(brick);
        getxattr = new GetxattrFops(brick);
        setxattr = new SetxattrFops(brick);
        xattrop = new XattropFop(brick);
        rchecksum = new RchecksumFop(brick);
    }

    /** Has one watcher look at the counters that XATTROPs change. */
    public void watchXattrops(XattropWatch watcher) {
        xattrop.watch(watcher);
    }

    /** How many inodes calls or open files are using. */
    public int usedInodes() {
        return brick.inodes.size();
    }

    /** Whether there is an inode of this gfid, named or still open. */
    public boolean has(Gfid gfid) {
        try {
            brick.handles.findEvenUnlinked(gfid).close();
            return true;
        } catch (SysException e) {
            return false;
        }
    }

    /** Whether there is such an inode and {@link #has} can tell without waiting for the disk; false if in doubt. */
    public boolean hasInMemory(Gfid gfid) {
        try {
            return brick.handles.isInMemory(gfid);
        } catch (SysException e) {
            return false;
        }
    }

    /** The gfid of what a name in a directory stands for; {@link Gfid#NONE} if there is none, or it has no label. */
    public Gfid gfidAt(Gfid parent, String name) {
        try (Node.Named directory = brick.handles.directory(parent)) {
            return Labels.gfid(
                    new Node.Named(brick.root.space(), directory.dirFd(), FileName.checked(parent, name)));
        } catch (SysException e) {
            return Gfid.NONE;
        }
    }

    /** Executes one FOP. Lock FOPs belong to features/locks above; here, as in stock posix, they are not supported. */
    public FopReply execute(FopRequest request, Caller caller) {
        try {
            return dispatch(request, caller);
        } catch (SysException e) {
            return request.fop().failure(e.errno());
        }
    }

    private FopReply dispatch(FopRequest request, Caller caller) throws SysException {
        return switch (request) {
            case Lookup r -> lookup.run(r, caller);
            case Stat r -> attributes.stat(r);
            case Fstat r -> attributes.fstat(r, caller);
            case Access r -> attributes.access(r, caller);
            case Readlink r -> attributes.readlink(r);
            case Setattr r -> attributes.setattr(r, caller);
            case Fsetattr r -> attributes.fsetattr(r, caller);
            case Mknod r -> make.mknod(r, caller);
            case Mkdir r -> make.mkdir(r, caller);
            case Symlink r -> make.symlink(r, caller);
            case Create r -> make.create(r, caller);
            case Link r -> names.link(r, caller);
            case Unlink r -> names.unlink(r, caller);
            case Rmdir r -> names.rmdir(r, caller);
            case Rename r -> rename.run(r, caller);
            case Open r -> open.open(r, caller);
            case Opendir r -> open.opendir(r, caller);
            case Release r -> release(r, caller);
            case Releasedir r -> release(r, caller);
            case Read r -> data.read(r, caller);
            case Write r -> data.write(r, caller);
            case Truncate r -> data.truncate(r, caller);
            case Ftruncate r -> data.ftruncate(r, caller);
            case Fsync r -> data.fsync(r, caller);
            case Flush r -> touch(r, caller);
            case Fsyncdir r -> fsyncdir(r, caller);
            case Fallocate r -> space.fallocate(r, caller);
            case Discard r -> space.discard(r, caller);
            case Zerofill r -> space.zerofill(r, caller);
            case Seek r -> space.seek(r, caller);
            case CopyFileRange r -> space.copyFileRange(r, caller);
            case StatfsCall r -> space.statfs(r);
            case Readdir r -> readdir.readdir(r, caller);
            case Readdirp r -> readdir.readdirp(r, caller);
            case Getxattr r -> getxattr.getxattr(r, caller);
            case Fgetxattr r -> getxattr.fgetxattr(r, caller);
            case Setxattr r -> setxattr.setxattr(r, caller);
            case Fsetxattr r -> setxattr.fsetxattr(r, caller);
            case Removexattr r -> setxattr.removexattr(r, caller);
            case Fremovexattr r -> setxattr.fremovexattr(r, caller);
            case Xattrop r -> xattrop.xattrop(r);
            case Fxattrop r -> xattrop.fxattrop(r, caller);
            case Rchecksum r -> rchecksum.run(r, caller);
            // Stock makes no inode that has no name either: whatever the gfid, it is not found.
            case Icreate r -> r.fop().failure(Errno.ESTALE.code());
            case Lease r -> r.fop().failure(Errno.ENOSYS.code());
            case Lk r -> unsupported(r);
            case Inodelk r -> unsupported(r);
            case Finodelk r -> unsupported(r);
            case Entrylk r -> unsupported(r);
            case Fentrylk r -> unsupported(r);
            case Getactivelk r -> unsupported(r);
            case Setactivelk r -> unsupported(r);
            case Ipc r -> unsupported(r);
            case Namelink r -> unsupported(r);
            case Put r -> unsupported(r);
        };
    }

    private static FopReply unsupported(FopRequest request) {
        return request.fop().failure(Errno.EOPNOTSUPP.code());
    }

    /**
     * The fast path: a READ whose pages are all cached, on the calling connection's thread. Null where it has to be
     * executed whole on a thread that may wait for the disk.
     */
    public @Nullable ReadReply readCached(Read request, Caller caller) {
        try {
            return data.readCached(request, caller);
        } catch (SysException e) {
            return null;
        }
    }

    private static StatusReply release(FdRequest request, Caller caller) {
        caller.files().release(request.fd());
        return status(request);
    }

    private StatusReply touch(FdRequest request, Caller caller) throws SysException {
        brick.file(request, caller).close();
        return status(request);
    }

    private StatusReply fsyncdir(Fsyncdir request, Caller caller) throws SysException {
        try (OpenFile directory = brick.file(request, caller)) {
            Libc.fsync(directory.fd());
            return status(request);
        }
    }

    private static StatusReply status(FopRequest request) {
        return new StatusReply(0, 0, request.xdata().isNull() ? Dict.NULL : Dict.EMPTY);
    }

    /** One round of the janitor: deletes what heals and crashes left in the landfill. Stock does it every 10 s. */
    public void emptyLandfill() throws SysException {
        brick.landfill.empty(brick.handles);
    }

    /** Closes the brick; every FdTable must be closed before. */
    @Override
    public void close() {
        brick.handles.forgetDirectories();
        brick.root.close();
    }
}
