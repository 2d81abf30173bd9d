package io.brickyard.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Random;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FdReply;
import io.brickyard.wire.fop.Open;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

/** Direct I/O leaves no page in the page cache, which preadv2 with RWF_NOWAIT, reading cached pages only, bears out. */
class DirectIoTest {
    private static final int BYTES = 64 << 10;
    private static final int PAGE = 4096;
    private static final int DIRECT = 040000;

    private final byte[] content = new byte[BYTES];
    private TestBrick brick;
    private TestBrick.Created file;
    private long direct;

    @BeforeEach
    void makeFile() throws Exception {
        brick = new TestBrick();
        new Random(7).nextBytes(content);
        file = brick.create(Gfid.ROOT, "file");
        direct = brick.ok(new Open(file.gfid(), Libc.O_RDWR | DIRECT, Dict.NULL), FdReply.class).fd();
    }

    @AfterEach
    void removeBrick() throws Exception {
        brick.close();
    }

    private int write(long fd, int flags, int offset, int length) {
        ByteBuffer data = ByteBuffer.wrap(content, offset, length).slice();
        return brick.ok(new Write(file.gfid(), fd, offset, length, flags, Dict.NULL, data), PrePostReply.class).opRet();
    }

    private ByteBuffer read(long fd, int flags, int offset, int length) {
        return brick.ok(new Read(file.gfid(), fd, offset, length, flags, Dict.NULL), ReadReply.class).payload();
    }

    private ByteBuffer expected(int offset, int length) {
        return ByteBuffer.wrap(content, offset, length);
    }

    /** Whether a page is in the page cache; asking makes the kernel fetch it, so the answer is good once. */
    private boolean isCached(int offset) {
        return brick.storage.readCached(new Read(file.gfid(), file.fd(), offset, PAGE, 0, Dict.NULL),
                brick.caller) != null;
    }

    /** Where even the kernel's own direct writes leave pages behind (tmpfs), there is nothing to see. */
    private void requireDirectDisk() throws SysException {
        try (OpenFile leased = brick.files.lease(direct)) {
            Assumptions.assumeTrue(leased.directFd() >= 0, "the file system refuses O_DIRECT");
            InodeStat before = Libc.fstat(leased.fd());
            MemorySegment page = Arena.ofAuto().allocate(PAGE, PAGE);
            Libc.pwrite(leased.directFd(), page, 0, PAGE, 0);
            int left = Libc.preadCached(leased.fd(), page, 0, PAGE, 0);
            Libc.ftruncate(leased.fd(), before.size());
            Assumptions.assumeTrue(left == -Errno.EAGAIN.code(),
                    "the file system caches what is written with O_DIRECT");
        }
    }

    @Test
    void shouldLeaveThePageCacheAloneWhenTheFileIsOpenedDirect() throws Exception {
        requireDirectDisk();
        assertEquals(BYTES, write(direct, 0, 0, BYTES));
        assertEquals(expected(0, BYTES), read(direct, 0, 0, BYTES));
        assertEquals(expected(PAGE, 512), read(direct, 0, PAGE, 512));
        assertEquals(false, isCached(0));
        assertEquals(expected(0, BYTES), read(file.fd(), 0, 0, BYTES));
        assertEquals(true, isCached(0));
    }

    @Test
    void shouldLeaveThePageCacheAloneWhenTheRequestAsksForIt() throws Exception {
        requireDirectDisk();
        assertEquals(BYTES, write(file.fd(), DIRECT, 0, BYTES));
        assertEquals(expected(0, BYTES), read(file.fd(), DIRECT, 0, BYTES));
        assertEquals(expected(0, BYTES), read(-2, DIRECT, 0, BYTES));
        assertEquals(false, isCached(0));
        assertNotNull(read(file.fd(), 0, 0, BYTES));
        assertNull(brick.storage.readCached(new Read(file.gfid(), file.fd(), 0, PAGE, DIRECT, Dict.NULL), brick.caller),
                "a direct read is none for the fast path");
    }

    @Test
    void shouldReadAndWriteTheSameWhenNothingIsAligned() throws Exception {
        assertEquals(1000, write(direct, 0, 0, 1000));
        assertEquals(PAGE, write(direct, 0, 1000, PAGE));
        assertEquals(3 * PAGE, write(direct, 0, 2 * PAGE, 3 * PAGE));
        assertEquals(3096, write(direct, 0, 1000 + PAGE, 3096));
        assertEquals(expected(0, 5 * PAGE), read(direct, 0, 0, BYTES));
        assertEquals(expected(1, 5 * PAGE - 1), read(direct, 0, 1, BYTES));
        assertEquals(100, write(direct, 0, 5 * PAGE, 100));
        assertEquals(expected(4 * PAGE, PAGE + 100), read(direct, 0, 4 * PAGE, 2 * PAGE));
        assertEquals(expected(5 * PAGE, 100), read(direct, 0, 5 * PAGE, PAGE));
    }

    @Test
    void shouldUseAnAlignedCopyWhenTheBuffersAreNot() throws Exception {
        ByteBuffer odd = ByteBuffer.allocateDirect(BYTES + 1).slice(1, BYTES).put(content).flip();
        assertEquals(BYTES, brick.ok(new Write(file.gfid(), direct, 0, BYTES, 0, Dict.NULL, odd), PrePostReply.class)
                .opRet());
        try (OpenFile leased = brick.files.lease(direct)) {
            ByteBuffer into = ByteBuffer.allocateDirect(BYTES + 1).slice(1, BYTES);
            int n = DirectIo.read(leased, MemorySegment.ofBuffer(into), BYTES, 0);
            Assumptions.assumeTrue(n != DirectIo.REFUSED, "the file system refuses O_DIRECT");
            assertEquals(expected(0, n), into);
        }
    }
}
