package io.brickyard.posix;

import java.nio.ByteBuffer;
import java.util.Random;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Fsync;
import io.brickyard.wire.fop.Fsyncdir;
import io.brickyard.wire.fop.Link;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.Rename;
import io.brickyard.wire.fop.Rmdir;
import io.brickyard.wire.fop.Setxattr;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.fop.Xattrop;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.WireFd;

/**
 * One FOP of a {@link CrashScript}.
 *
 * @param kind which
 * @param parent the writer's directory
 * @param name the name changed
 * @param to second name of RENAME and LINK
 * @param gfid the inode, chosen by the script
 * @param seed makes the content, or is the xattr's value
 */
record CrashStep(Kind kind, Gfid parent, String name, String to, Gfid gfid, int seed) {
    enum Kind {
        CREATE, WRITE, FSYNC, FSYNCDIR, RENAME, UNLINK, MKDIR, RMDIR, SETXATTR, XATTROP, LINK
    }

    static final String XATTR = "user.crash";
    static final String CHANGELOG = "trusted.afr.vol-client-1";
    static final int MAX_BYTES = 20_000;
    private static final byte[] ONE = {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};

    /** Whether a success of it means that something is on the disk. */
    boolean isSync() {
        return kind == Kind.FSYNC || kind == Kind.FSYNCDIR;
    }

    boolean changesNames() {
        return switch (kind) {
            case CREATE, RENAME, UNLINK, MKDIR, RMDIR, LINK -> true;
            case WRITE, FSYNC, FSYNCDIR, SETXATTR, XATTROP -> false;
        };
    }

    FopRequest request() {
        Dict no = Dict.NULL;
        return switch (kind) {
            case CREATE -> new Create(parent, Libc.O_CREAT | Libc.O_EXCL | Libc.O_RDWR, 0100644, 0, name,
                    TestBrick.gfidRequest(gfid));
            case WRITE -> {
                byte[] data = content(seed);
                yield new Write(gfid, WireFd.ANONYMOUS, 0, data.length, 0, no, ByteBuffer.wrap(data));
            }
            case FSYNC -> new Fsync(gfid, WireFd.ANONYMOUS, 0, no);
            case FSYNCDIR -> new Fsyncdir(gfid, WireFd.ANONYMOUS, 0, no);
            case RENAME -> new Rename(parent, parent, name, to, no);
            case UNLINK -> new Unlink(parent, name, 0, no);
            case MKDIR -> new Mkdir(parent, 0755, 0, name, TestBrick.gfidRequest(gfid));
            case RMDIR -> new Rmdir(parent, 0, name, no);
            case SETXATTR -> new Setxattr(gfid, 0, Dict.builder().putRaw(XATTR, value(seed)).build(), no);
            case XATTROP -> new Xattrop(gfid, 0, Dict.builder().putRaw(CHANGELOG, ONE).build(), no);
            case LINK -> new Link(gfid, parent, to, no);
        };
    }

    /** What a seed writes: a file keeps its length for life, so that an overwrite needs no truncation. */
    static byte[] content(int seed) {
        byte[] data = new byte[1 + Math.floorMod(seed >> 8, MAX_BYTES)];
        new Random(seed).nextBytes(data);
        return data;
    }

    static byte[] value(int seed) {
        return ByteBuffer.allocate(4).putInt(seed).array();
    }
}
