package io.brickyard.brickd;

import java.nio.ByteBuffer;
import java.util.List;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Access;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.Entrylk;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Getactivelk;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Link;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.Mknod;
import io.brickyard.wire.fop.Open;
import io.brickyard.wire.fop.Opendir;
import io.brickyard.wire.fop.Rchecksum;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.Readlink;
import io.brickyard.wire.fop.Removexattr;
import io.brickyard.wire.fop.Rename;
import io.brickyard.wire.fop.Rmdir;
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
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.type.LockCommand;
import io.brickyard.wire.type.WireFd;

/** Every operation that names its inode or directory by gfid, sound but for the gfid, which is nobody's. */
final class UnknownGfidRequests {
    private static final Gfid NOBODY = Gfid.random();
    private static final long FD = WireFd.ANONYMOUS;
    private static final Dict NO = Dict.NULL;
    private static final Dict NEW = Dict.builder().putGfid("gfid-req", Gfid.random()).build();
    private static final Dict VALUE = Dict.builder().putRaw("user.key", new byte[12]).build();
    private static final Flock FLOCK = new Flock(Flock.WRITE, 0, 0, 0, 0, LkOwner.NONE);

    static final List<FopRequest> ALL = List.of(new Lookup(NOBODY, Gfid.NONE, 0, "", NO), new Stat(NOBODY, NO),
            new Readlink(NOBODY, 100, NO), new Mknod(NOBODY, 0, 0100644, 0, "n", NEW),
            new Mkdir(NOBODY, 0755, 0, "n", NEW), new Unlink(NOBODY, "n", 0, NO), new Rmdir(NOBODY, 0, "n", NO),
            new Symlink(NOBODY, "n", 0, "to", NEW), new Rename(NOBODY, NOBODY, "n", "m", NO),
            new Link(NOBODY, Gfid.ROOT, "n", NO), new Truncate(NOBODY, 0, NO), new Open(NOBODY, 0, NO),
            new Read(NOBODY, FD, 0, 1, 0, NO), new Write(NOBODY, FD, 0, 1, 0, NO, ByteBuffer.wrap(new byte[1])),
            new StatfsCall(NOBODY, NO), new Setxattr(NOBODY, 0, VALUE, NO), new Getxattr(NOBODY, 1, "user.key", NO),
            new Removexattr(NOBODY, "user.key", NO), new Opendir(NOBODY, NO), new Access(NOBODY, 4, NO),
            new Create(NOBODY, 0102, 0100644, 0, "n", NEW),
            new Inodelk(NOBODY, LockCommand.SETLK, Flock.WRITE, FLOCK, "domain", NO),
            new Entrylk(NOBODY, LockCommand.ENTRY_LOCK_NONBLOCKING, 1, 1, "n", "domain", NO),
            new Xattrop(NOBODY, 0, VALUE, NO), new Rchecksum(NOBODY, FD, 0, 10, 0, NO),
            new Setattr(NOBODY, Iatt.NONE, 1, NO), new Getactivelk(NOBODY, NO));

    private UnknownGfidRequests() {
    }
}
