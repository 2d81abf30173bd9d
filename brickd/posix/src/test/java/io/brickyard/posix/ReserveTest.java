package io.brickyard.posix;

import java.nio.ByteBuffer;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.Setxattr;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A brick whose whole disk is reserve. */
class ReserveTest {
    private static String run(PosixStorage storage, FopRequest request, Caller caller) {
        FopReply reply = storage.execute(request, caller);
        return reply.failed() ? Errno.of(reply.opErrno()).name() : "ok";
    }

    @Test
    void shouldLetHealsAndOverwritesThroughWhenOnlyTheReserveIsLeft() throws Exception {
        try (TestBrick brick = new TestBrick()) {
            TestBrick.Created file = brick.create(Gfid.ROOT, "file");
            brick.write(file, 0, "x".repeat(8192));
            BrickOptions options = TestBrick.options(brick.path).withSpace(Long.MAX_VALUE / 2, 1);
            PosixStorage full = new PosixStorage(brick.root, options, LockCounts.NONE, ByteBuffer::allocateDirect);
            Caller user = brick.as(0, 0);
            Caller heal = new Caller(-6, 0, 0, new int[0], 0, 0, 0, brick.files);
            Dict no = Dict.NULL;
            Dict plain = TestBrick.gfidRequest(Gfid.random());
            Dict internal = plain.toBuilder().putInt("glusterfs-internal-fop", 1).build();
            Dict xattr = Dict.builder().putRaw("user.k", new byte[1]).build();
            Write more = new Write(file.gfid(), file.fd(), 8000, 1000, 0, no, ByteBuffer.allocate(1000));
            Write over = new Write(file.gfid(), file.fd(), 4000, 1000, 0, no, ByteBuffer.allocate(1000));
            assertEquals("ENOSPC", run(full, new Mkdir(Gfid.ROOT, 0755, 0, "a", plain), user));
            assertEquals("ENOSPC", run(full, new Setxattr(file.gfid(), 0, xattr, no), user));
            assertEquals("ENOSPC", run(full, more, user));
            assertEquals("ok", run(full, over, user));
            assertEquals("ok", run(full, more, heal));
            assertEquals("ok", run(full, new Mkdir(Gfid.ROOT, 0755, 0, "b", internal), user));
            assertEquals("ok", run(full, new Unlink(Gfid.ROOT, "file", 0, no), user));
        }
    }
}
