package io.brickyard.posix;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.CopyFileRange;
import io.brickyard.wire.fop.CopyFileRangeReply;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.Discard;
import io.brickyard.wire.fop.Fallocate;
import io.brickyard.wire.fop.FdReply;
import io.brickyard.wire.fop.Fstat;
import io.brickyard.wire.fop.Fsync;
import io.brickyard.wire.fop.Ftruncate;
import io.brickyard.wire.fop.IattReply;
import io.brickyard.wire.fop.Open;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Rchecksum;
import io.brickyard.wire.fop.RchecksumReply;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.fop.Seek;
import io.brickyard.wire.fop.SeekReply;
import io.brickyard.wire.fop.Setattr;
import io.brickyard.wire.fop.StatfsCall;
import io.brickyard.wire.fop.StatfsReply;
import io.brickyard.wire.fop.Truncate;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.fop.Zerofill;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DataFopsTest {
    private TestBrick brick;
    private TestBrick.Created file;

    @BeforeEach
    void makeFile() throws Exception {
        brick = new TestBrick();
        file = brick.create(Gfid.ROOT, "file");
    }

    @AfterEach
    void removeBrick() throws Exception {
        brick.close();
    }

    private ReadReply read(long offset, long size) {
        return brick.ok(new Read(file.gfid(), file.fd(), offset, size, 0, Dict.NULL), ReadReply.class);
    }

    @Test
    void shouldWriteAtTheEndWhenOpenedToAppendWhateverTheOffset() {
        brick.write(file, 0, "0123456789");
        int flags = Libc.O_RDWR | Libc.O_APPEND;
        long opened = brick.ok(new Open(file.gfid(), flags, Dict.NULL), FdReply.class).fd();
        brick.write(new TestBrick.Created(file.gfid(), opened), 2, "abc");
        assertEquals("0123456789abc", brick.read(file.gfid(), file.fd(), 0, 100));
        CreateReply made = brick.ok(new Create(Gfid.ROOT, flags | Libc.O_CREAT, 0100600, 0, "log",
                TestBrick.gfidRequest(Gfid.random())), CreateReply.class);
        TestBrick.Created log = new TestBrick.Created(made.stat().gfid(), made.fd());
        brick.write(log, 0, "one ");
        brick.write(log, 0, "two ");
        assertEquals("one two ", brick.read(log.gfid(), log.fd(), 0, 100));
    }

    @Test
    void shouldSayEndOfFileInErrnoWhenReadingReachesIt() {
        brick.write(file, 0, "0123456789");
        assertEquals(0, read(0, 5).opErrno());
        ReadReply last = read(5, 100);
        assertEquals(5, last.opRet());
        assertEquals(Errno.ENOENT.code(), last.opErrno());
        assertEquals(10, last.stat().size());
        assertEquals(0, read(10, 5).opRet());
        assertEquals(Errno.ENOENT.code(), read(50, 5).opErrno());
        assertEquals(Errno.EINVAL, brick.fails(new Read(file.gfid(), file.fd(), 0, 0, 0, Dict.NULL)));
        assertEquals(Errno.EBADF, brick.fails(new Read(file.gfid(), 77, 0, 1, 0, Dict.NULL)));
    }

    @Test
    void shouldServeCachedPagesAndDeclineWhenTheEndComesShort() {
        brick.write(file, 0, "x".repeat(8192));
        ReadReply cached = brick.storage.readCached(new Read(file.gfid(), file.fd(), 0, 4096, 0, Dict.NULL),
                brick.caller);
        assertNotNull(cached);
        assertEquals(read(0, 4096), cached);
        assertNull(brick.storage.readCached(new Read(file.gfid(), file.fd(), 8000, 4096, 0, Dict.NULL), brick.caller));
        assertNull(brick.storage.readCached(new Read(file.gfid(), 99, 0, 1, 0, Dict.NULL), brick.caller));
    }

    @Test
    void shouldWriteFromBothKindsOfBuffers() {
        byte[] data = new byte[700_000];
        new java.util.Random(7).nextBytes(data);
        ByteBuffer direct = ByteBuffer.allocateDirect(data.length).put(data).flip();
        for (ByteBuffer payload : new ByteBuffer[]{ByteBuffer.wrap(data), direct}) {
            Write write = new Write(file.gfid(), file.fd(), 123, data.length, 0, Dict.NULL, payload);
            PrePostReply reply = brick.ok(write, PrePostReply.class);
            assertEquals(data.length, reply.opRet());
            assertEquals(data.length + 123L, reply.postop().size());
            byte[] back = new byte[data.length];
            read(123, data.length).payload().duplicate().get(back);
            assertArrayEquals(data, back);
        }
    }

    @Test
    void shouldAnswerWhatAfrAsksWhenWriting() {
        Dict ask = Dict.builder().putUint("glusterfs.write-is-append", 4).putUint("glusterfs.open-active-fd-count", 4)
                .putText("glusterfs.inodelk-dom-count", "vol-replicate-0").build();
        ByteBuffer data = ByteBuffer.wrap(new byte[10]);
        Dict first = brick.ok(new Write(file.gfid(), file.fd(), 0, 10, 0, ask, data), PrePostReply.class).xdata();
        assertEquals(1, first.getLong("glusterfs.write-is-append", -1));
        assertEquals(1, first.getLong("glusterfs.open-active-fd-count", -1));
        assertEquals(0, first.getLong("glusterfs.inodelk-count", -1));
        Dict again = brick.ok(new Write(file.gfid(), file.fd(), 0, 10, 0, ask, data), PrePostReply.class).xdata();
        assertEquals(0, again.getLong("glusterfs.write-is-append", -1));
    }

    @Test
    void shouldKeepToTheModeOfOpeningWhenReadingAndWriting() {
        long readOnly = brick.ok(new Open(file.gfid(), 0, Dict.NULL), FdReply.class).fd();
        long writeOnly = brick.ok(new Open(file.gfid(), 1 | 02000, Dict.NULL), FdReply.class).fd();
        assertEquals(readOnly + 1, writeOnly);
        ByteBuffer data = ByteBuffer.wrap(TestBrickDir.bytes("at"));
        assertEquals(Errno.EBADF, brick.fails(new Write(file.gfid(), readOnly, 0, 2, 0, Dict.NULL, data)));
        assertEquals(Errno.EBADF, brick.fails(new Read(file.gfid(), writeOnly, 0, 1, 0, Dict.NULL)));
        brick.write(file, 0, "......");
        brick.ok(new Write(file.gfid(), writeOnly, 2, 2, 02000, Dict.NULL, data), PrePostReply.class);
        assertEquals("......at", brick.read(file.gfid(), readOnly, 0, 10));
        brick.files.release(readOnly);
        assertEquals(readOnly, brick.ok(new Open(file.gfid(), 0, Dict.NULL), FdReply.class).fd());
    }

    @Test
    void shouldOpenInsteadOfMakingWhenCreateIsNotExclusive() {
        brick.write(file, 0, "content");
        CreateReply again = brick.ok(
                new Create(Gfid.ROOT, 0102, 0100600, 0, "file", TestBrick.gfidRequest(Gfid.random())),
                CreateReply.class);
        assertEquals(file.gfid(), again.stat().gfid());
        assertEquals(7, again.stat().size());
        CreateReply truncated = brick.ok(new Create(Gfid.ROOT, 01102, 0100600, 0, "file",
                TestBrick.gfidRequest(Gfid.random())), CreateReply.class);
        assertEquals(0, truncated.stat().size());
        assertEquals(Errno.EEXIST, brick.fails(new Create(Gfid.ROOT, 0302, 0100600, 0, "file",
                TestBrick.gfidRequest(Gfid.random()))));
    }

    @Test
    void shouldChangeSizeAndHolesWhenAsked() {
        brick.write(file, 0, "x".repeat(64 << 10));
        assertEquals(5, brick.ok(new Truncate(file.gfid(), 5, Dict.NULL), PrePostReply.class).postop().size());
        PrePostReply grown = brick.ok(new Ftruncate(file.gfid(), file.fd(), 1 << 20, Dict.NULL), PrePostReply.class);
        assertEquals(5, grown.preop().size());
        assertEquals(1 << 20, grown.postop().size());
        assertTrue(grown.postop().blocks() * 512 < grown.postop().size());
        brick.ok(new Fallocate(file.gfid(), file.fd(), 0, 0, 1 << 20, Dict.NULL), PrePostReply.class);
        PrePostReply kept = brick.ok(new Fallocate(file.gfid(), file.fd(), 1, 0, 2 << 20, Dict.NULL),
                PrePostReply.class);
        assertEquals(1 << 20, kept.postop().size());
        assertEquals((1 << 20) / 512, kept.postop().blocks());
        brick.ok(new Discard(file.gfid(), file.fd(), 0, 64 << 10, Dict.NULL), PrePostReply.class);
        assertEquals(0, brick.ok(new Seek(file.gfid(), file.fd(), 0, 1, Dict.NULL), SeekReply.class).offset());
        assertEquals(Errno.ENXIO, brick.fails(new Seek(file.gfid(), file.fd(), 1 << 20, 0, Dict.NULL)));
        assertEquals(Errno.EOPNOTSUPP, brick.fails(new Seek(file.gfid(), file.fd(), 0, 2, Dict.NULL)));
        brick.ok(new Zerofill(file.gfid(), file.fd(), 0, 2 << 20, Dict.NULL), PrePostReply.class);
        assertEquals(2 << 20, brick.ok(new Fstat(file.gfid(), file.fd(), Dict.NULL), IattReply.class).stat().size());
        brick.ok(new Fsync(file.gfid(), file.fd(), 1, Dict.NULL), PrePostReply.class);
        TestBrick.Created other = brick.create(Gfid.ROOT, "other");
        assertEquals(3,
                brick.ok(new CopyFileRange(file.gfid(), other.gfid(), file.fd(), other.fd(), 0, 0, 3, 0, Dict.NULL),
                        CopyFileRangeReply.class).opRet());
    }

    @Test
    void shouldSumWhatIsThereWhenAskedForChecksums() throws Exception {
        brick.write(file, 0, "hello, world");
        Dict ask = Dict.builder().putInt("check-zero-filled", 1).build();
        RchecksumReply reply = brick.ok(new Rchecksum(file.gfid(), file.fd(), 7, 100, 0, ask), RchecksumReply.class);
        int a = 0;
        int b = 0;
        for (byte x : "world".getBytes(StandardCharsets.US_ASCII)) {
            a = (a + x) % 65521;
            b = (b + a) % 65521;
        }
        assertEquals(65536 * b + a, reply.weak());
        assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(TestBrickDir.bytes("world")), reply.strong());
        assertEquals(1, reply.xdata().getLong("fips-mode-rchecksum", 0));
        assertEquals(0, reply.xdata().getLong("buf-has-zeroes", -1));
        assertEquals(1, reply.flags());
        RchecksumReply past = brick.ok(new Rchecksum(file.gfid(), -2, 1000, 100, 0, ask), RchecksumReply.class);
        assertEquals(0, past.weak());
        assertEquals(1, past.xdata().getLong("buf-has-zeroes", -1));
        brick.ok(new Ftruncate(file.gfid(), file.fd(), 1 << 20, Dict.NULL), PrePostReply.class);
        assertEquals(1,
                brick.ok(new Rchecksum(file.gfid(), file.fd(), 4096, 1 << 20, 0, ask), RchecksumReply.class).xdata()
                        .getLong("buf-has-zeroes", -1));
    }

    @Test
    void shouldSumUnsignedBytesWhenBlocksAreLarge() {
        byte[] data = new byte[128 << 10];
        Arrays.fill(data, (byte) 0xff);
        brick.ok(new Write(file.gfid(), file.fd(), 0, data.length, 0, Dict.NULL, ByteBuffer.wrap(data)),
                PrePostReply.class);
        long a = 0;
        long b = 0;
        for (byte x : data) {
            a = (a + (x & 0xff)) % 65521;
            b = (b + a) % 65521;
        }
        assertEquals((int) (65536 * b + a), brick.ok(new Rchecksum(file.gfid(), file.fd(), 0, data.length, 0,
                Dict.NULL), RchecksumReply.class).weak());
    }

    @Test
    void shouldReportClientsTimesWhenTheyStampThem() throws Exception {
        brick.caller = brick.stamping(3, 2_000_000_000, 17);
        PrePostReply written = brick.ok(
                new Write(file.gfid(), file.fd(), 0, 1, 0, Dict.NULL, ByteBuffer.wrap(new byte[1])),
                PrePostReply.class);
        assertEquals(2_000_000_000, written.postop().mtimeSec());
        assertEquals(17, written.postop().ctimeNanos());
        brick.caller = brick.stamping(3, 1_000_000_000, 0);
        brick.write(file, 0, "x");
        assertEquals(2_000_000_000, brick.lookup(file.gfid()).stat().mtimeSec());
        Iatt times = Iatt.builder().atime(5, 6).mtime(7, 8).build();
        brick.caller = brick.stamping(0, 0, 0);
        Iatt set = brick.ok(new Setattr(file.gfid(), times, 0x30, Dict.NULL), PrePostReply.class).postop();
        assertEquals(7, set.mtimeSec());
        assertEquals(6, set.atimeNanos());
        assertEquals(2_000_000_000, set.ctimeSec());
        TestBrick.Created plain = brick.create(Gfid.ROOT, "plain");
        brick.ok(new Setattr(plain.gfid(), times, 0x30, Dict.NULL), PrePostReply.class);
        assertEquals(7, brick.lookup(plain.gfid()).stat().mtimeSec());
        assertNull(LibcXattr.lget(TestBrickDir.bytes(brick.path.resolve("plain").toString()),
                TestBrickDir.bytes("trusted.glusterfs.mdata")));
    }

    @Test
    void shouldShareTheFileSystemWhenBricksDo() throws Exception {
        StatfsReply whole = brick.ok(new StatfsCall(Gfid.ROOT, Dict.NULL), StatfsReply.class);
        assertEquals(Errno.EINVAL, brick.fails(new StatfsCall(Gfid.NONE, Dict.NULL)));
        brick.files.closeAll();
        brick.storage.close();
        BrickOptions shared = TestBrick.options(brick.path).withSpace(10, 3);
        try (PosixStorage third = new PosixStorage(BrickRoot.open(shared), shared, LockCounts.NONE,
                ByteBuffer::allocateDirect)) {
            StatfsReply reply = (StatfsReply) third.execute(new StatfsCall(Gfid.ROOT, Dict.NULL), brick.caller);
            assertEquals(whole.statfs().blocks() / 3, reply.statfs().blocks());
            assertTrue(reply.statfs().bfree() < whole.statfs().bfree() / 3);
            assertFalse(reply.statfs().bavail() > reply.statfs().bfree());
        }
        BrickOptions full = TestBrick.options(brick.path).withSpace(Long.MAX_VALUE, 1);
        try (PosixStorage none = new PosixStorage(BrickRoot.open(full), full, LockCounts.NONE,
                ByteBuffer::allocateDirect)) {
            Create create = new Create(Gfid.ROOT, 0102, 0100600, 0, "new", TestBrick.gfidRequest(Gfid.random()));
            assertEquals(Errno.ENOSPC.code(), none.execute(create, brick.caller).opErrno());
            Caller heal = new Caller(-6, 0, 0, new int[0], 0, 0, 0, brick.files);
            assertEquals(0, none.execute(create, heal).opRet());
            brick.files.closeAll();
        }
    }
}
