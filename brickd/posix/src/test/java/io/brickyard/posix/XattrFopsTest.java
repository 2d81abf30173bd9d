package io.brickyard.posix;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictValue;
import io.brickyard.wire.fop.EntryReply;
import io.brickyard.wire.fop.FdReply;
import io.brickyard.wire.fop.Fgetxattr;
import io.brickyard.wire.fop.Fxattrop;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.Link;
import io.brickyard.wire.fop.Opendir;
import io.brickyard.wire.fop.Readdir;
import io.brickyard.wire.fop.ReaddirReply;
import io.brickyard.wire.fop.Readdirp;
import io.brickyard.wire.fop.ReaddirpReply;
import io.brickyard.wire.fop.Releasedir;
import io.brickyard.wire.fop.Removexattr;
import io.brickyard.wire.fop.Setxattr;
import io.brickyard.wire.fop.StatusReply;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.fop.Xattrop;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Mdata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.brickyard.posix.TestBrickDir.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class XattrFopsTest {
    private TestBrick brick;
    private Gfid dir;
    private TestBrick.Created file;

    @BeforeEach
    void makeFile() throws Exception {
        brick = new TestBrick();
        dir = brick.mkdir(Gfid.ROOT, "dir");
        file = brick.create(dir, "file");
    }

    @AfterEach
    void removeBrick() throws Exception {
        brick.close();
    }

    private void set(String key, byte[] value) {
        brick.ok(new Setxattr(file.gfid(), 0, Dict.builder().putRaw(key, value).build(), Dict.NULL), StatusReply.class);
    }

    private Dict get(Gfid gfid, String name) {
        return brick.ok(new Getxattr(gfid, name.isEmpty() ? 0 : 1, name, Dict.NULL), XattrReply.class).dict();
    }

    private Errno getFails(String name) {
        return brick.fails(new Getxattr(file.gfid(), 1, name, Dict.NULL));
    }

    @Test
    void shouldStoreAndHideWhenKeysAreTheBricksOwn() {
        set("user.a", bytes("1"));
        set("trusted.gfid", new byte[16]);
        set("trusted.io-stats-dump", bytes("/tmp/x"));
        assertArrayEquals(bytes("1"), get(file.gfid(), "user.a").getBytes("user.a"));
        assertEquals(file.gfid(), brick.lookup(dir, "file", Dict.NULL).stat().gfid());
        assertTrue(get(file.gfid(), "trusted.gfid").isEmpty());
        assertEquals(Errno.ENODATA, getFails("trusted.gfid2path.0123456789abcdef"));
        assertEquals(Errno.ENODATA, brick.fails(
                new Removexattr(file.gfid(), "trusted.gfid2path.0123456789abcdef", Dict.NULL)));
        assertEquals(Errno.EPERM, brick.fails(
                new Removexattr(file.gfid(), Labels.pathKey(dir, "file"), Dict.NULL)));
        assertEquals(Errno.ENODATA, getFails("user.missing"));
        assertEquals(Errno.ENODATA, getFails("trusted.io-stats-dump"));
        assertEquals(Errno.EOPNOTSUPP, getFails("nonsense"));
        assertEquals(1, get(file.gfid(), "").size());
        assertEquals(Errno.EPERM, brick.fails(new Removexattr(file.gfid(), "trusted.gfid", Dict.NULL)));
        assertEquals(Errno.ENODATA, brick.fails(new Removexattr(file.gfid(), "user.missing", Dict.NULL)));
        Dict bulk = Dict.builder().putRaw("user.a", bytes("")).putRaw("user.missing", bytes("")).build();
        brick.ok(new Removexattr(file.gfid(), "", bulk), StatusReply.class);
        assertEquals(Errno.ENODATA, getFails("user.a"));
        assertEquals(Errno.EEXIST, brick.fails(twice("user.b", LibcXattr.XATTR_CREATE)));
    }

    private Setxattr twice(String key, int flags) {
        Setxattr set = new Setxattr(file.gfid(), flags, Dict.builder().putRaw(key, bytes("x")).build(), Dict.NULL);
        brick.run(set);
        return set;
    }

    @Test
    void shouldMergeTimesWhenTheRawXattrIsSet() {
        set("trusted.glusterfs.mdata", MdataXattr.all(new MdataXattr.Time(100, 1)).encode());
        set("trusted.glusterfs.mdata", new MdataXattr(new MdataXattr.Time(50, 1), new MdataXattr.Time(150, 1),
                new MdataXattr.Time(100, 2)).encode());
        var stat = brick.lookup(file.gfid()).stat();
        assertEquals(100, stat.ctimeSec());
        assertEquals(150, stat.mtimeSec());
        assertEquals(2, stat.atimeNanos());
        assertEquals(Errno.ENODATA, getFails("trusted.glusterfs.mdata"));
        brick.caller = new Caller(-6, 0, 0, new int[0], 0, 0, 0, brick.files);
        assertEquals(57, get(file.gfid(), "trusted.glusterfs.mdata").valueAt(0).asBytes().length);
        TestBrick.Created old = brick.create(dir, "old");
        Dict first = Dict.of("set-ctime-mdata", new DictValue.Times(new Mdata(1, 2, 3, 4, 5, 6)));
        brick.ok(new Setxattr(old.gfid(), 0, first, Dict.NULL), StatusReply.class);
        assertEquals(3, brick.lookup(old.gfid()).stat().ctimeSec());
    }

    @Test
    void shouldTellWhereAnInodeIsWhenAskedByVirtualKeys() {
        brick.ok(new Link(file.gfid(), Gfid.ROOT, "second", Dict.NULL), EntryReply.class);
        String path = brick.path.toString();
        assertEquals("<POSIX(" + path + "):localhost:" + path + "/dir>",
                get(dir, "glusterfs.pathinfo").getText("glusterfs.pathinfo"));
        assertEquals(Set.of("/dir/file", "/second"),
                Set.of(get(file.gfid(), "glusterfs.gfidtopath").valueAt(0).asText().split(":")));
        assertTrue(
                Set.of("/dir/file", "/second").contains(get(file.gfid(), "glusterfs.gfid2path").valueAt(0).asText()));
        assertEquals("/", get(Gfid.ROOT, "glusterfs.gfid2path").valueAt(0).asText());
        assertEquals("file", get(dir, "glusterfs.get_real_filename:FiLe").valueAt(0).asText());
        assertEquals(Gfid.NONE.toString(), get(dir, "trusted.glusterfs.node-uuid").valueAt(0).asText());
    }

    @Test
    void shouldAnswerXdataWhenLookingUp() {
        brick.write(file, 0, "small");
        set("trusted.afr.vol-client-1", new byte[12]);
        set("user.x", bytes("v"));
        Dict ask = Dict.builder().putUint("glusterfs.content", 65536).putInt("list-xattr", 1)
                .putUint("trusted.afr.vol-client-*", 12).putUint("trusted.afr.dirty", 12)
                .putUint("glusterfs.inodelk-count", 0)
                .putUint("glusterfs.parent-entrylk", 0).putText("link-count", "glusterfs.xattrop_index_count")
                .putUint("glusterfs.open-fd-count", 0).putUint("trusted.gfid", 0).build();
        Dict reply = brick.lookup(dir, "file", ask).xdata();
        assertEquals("small", reply.getText("glusterfs.content"));
        assertNotNull(reply.getBytes("trusted.afr.vol-client-1"));
        assertArrayEquals(bytes("v"), reply.getBytes("user.x"));
        assertEquals(1, reply.getLong("glusterfs.open-fd-count", -1));
        assertEquals(0, reply.getLong("glusterfs.inodelk-count", -1));
        assertEquals(0, reply.getLong("link-count", -1));
        assertFalse(reply.contains("trusted.afr.dirty"));
        assertFalse(reply.contains("trusted.gfid"));
        assertTrue(brick.lookup(dir, "file", Dict.EMPTY).xdata().isEmpty());
    }

    private static byte[] ints(int... values) {
        ByteBuffer out = ByteBuffer.allocate(4 * values.length);
        for (int v : values) {
            out.putInt(v);
        }
        return out.array();
    }

    private Dict xattrop(int op, byte[] operand) {
        return brick
                .ok(new Xattrop(file.gfid(), op, Dict.builder().putRaw("trusted.afr.x", operand).build(), Dict.NULL),
                        XattrReply.class)
                .dict();
    }

    @Test
    void shouldAddAndCreateNothingForZerosWhenXattropping() {
        assertArrayEquals(ints(0, 0, 0), xattrop(0, ints(0, 0, 0)).getBytes("trusted.afr.x"));
        assertEquals(Errno.ENODATA, getFails("trusted.afr.x"));
        assertArrayEquals(ints(1, 0, -1), xattrop(0, ints(1, 0, -1)).getBytes("trusted.afr.x"));
        assertArrayEquals(ints(2, 0, 0), xattrop(0, ints(1, 0, 1)).getBytes("trusted.afr.x"));
        assertArrayEquals(ints(2, 0, 0), xattrop(4, ints(9, 9, 9)).getBytes("trusted.afr.x"));
        assertArrayEquals(ints(9, 9, 9), get(file.gfid(), "trusted.afr.x").valueAt(0).asBytes());
        Dict two = Dict.builder().putRaw("trusted.afr.y", ints(1)).putRaw("nonsense", ints(1)).build();
        assertEquals(Errno.EOPNOTSUPP, brick.fails(new Xattrop(file.gfid(), 0, two, Dict.NULL)));
        assertArrayEquals(ints(1), get(file.gfid(), "trusted.afr.y").valueAt(0).asBytes());
        Dict longer = Dict.builder().putRaw("trusted.afr.x", ints(1)).build();
        assertEquals(Errno.ERANGE, brick.fails(new Fxattrop(file.gfid(), -2, 0, longer, Dict.NULL)));
        assertEquals(Errno.EINVAL,
                brick.fails(new Xattrop(file.gfid(), 2, Dict.builder().putRaw("user.z", ints(1)).build(),
                        Dict.NULL)));
    }

    @Test
    void shouldLoseNoIncrementWhenManyXattropAtOnce() throws Exception {
        int threads = 4;
        int rounds = 200;
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                for (int n = 0; n < rounds; n++) {
                    xattrop(0, ints(1, 0, 0));
                }
            });
            thread.start();
            all.add(thread);
        }
        go.countDown();
        for (Thread thread : all) {
            thread.join();
        }
        assertArrayEquals(ints(threads * rounds, 0, 0), xattrop(0, ints(0, 0, 0)).getBytes("trusted.afr.x"));
    }

    @Test
    void shouldListEachEntryOnceWhenReadInPiecesWhileChanging() {
        Set<String> expected = new TreeSet<>(List.of(".", "..", "file"));
        for (int i = 0; i < 300; i++) {
            brick.files.release(brick.create(dir, "entry" + i).fd());
            expected.add("entry" + i);
        }
        long fd = brick.ok(new Opendir(dir, Dict.NULL), FdReply.class).fd();
        Set<String> seen = new TreeSet<>();
        long offset = 0;
        while (true) {
            ReaddirReply reply = brick.ok(new Readdir(dir, fd, offset, 1000, Dict.NULL), ReaddirReply.class);
            if (reply.entries().isEmpty()) {
                assertEquals(Errno.ENOENT.code(), reply.opErrno());
                break;
            }
            for (var entry : reply.entries()) {
                assertEquals(offset + 1, entry.offset());
                offset = entry.offset();
                assertTrue(seen.add(entry.name()), entry.name());
            }
            if (seen.contains("entry5")) {
                brick.run(new Unlink(dir, "entry5", 0, Dict.NULL));
            }
        }
        assertEquals(expected, seen);
        long reopened = brick.ok(new Opendir(dir, Dict.NULL), FdReply.class).fd();
        assertEquals(1,
                brick.ok(new Readdir(dir, reopened, 301, 100000, Dict.NULL), ReaddirReply.class).entries().size());
        assertEquals(Errno.ENOTDIR, brick.fails(new Readdir(file.gfid(), file.fd(), 0, 100, Dict.NULL)));
        assertEquals(Errno.ENOTDIR, brick.fails(new Opendir(file.gfid(), Dict.NULL)));
    }

    @Test
    void shouldGiveAttributesWhenListingTheRootWithThem() {
        Dict ask = Dict.builder().putUint("user.r", 0).build();
        ReaddirpReply reply = brick.ok(new Readdirp(Gfid.ROOT, -2, 0, 100000, ask), ReaddirpReply.class);
        Set<String> names = new TreeSet<>();
        for (var entry : reply.entries()) {
            names.add(entry.entry().name());
            if (entry.entry().name().equals("dir")) {
                assertEquals(dir, entry.stat().gfid());
            }
        }
        assertEquals(Set.of(".", "..", "dir"), names);
        assertNull(brick.ok(new Fgetxattr(file.gfid(), file.fd(), 0, "", Dict.NULL), XattrReply.class).dict().get("x"));
    }

    @Test
    void shouldSayTheEndInErrnoWhenADirectoryIsReadWithAttributes() {
        long fd = brick.ok(new Opendir(dir, Dict.NULL), FdReply.class).fd();
        long offset = 0;
        Set<String> seen = new TreeSet<>();
        while (true) {
            // Room for one entry.
            ReaddirpReply reply = brick.ok(new Readdirp(dir, fd, offset, 400, Dict.EMPTY), ReaddirpReply.class);
            assertEquals(reply.entries().size(), reply.opRet());
            for (var entry : reply.entries()) {
                assertEquals(offset + 1, entry.entry().offset());
                offset = entry.entry().offset();
                seen.add(entry.entry().name());
            }
            if (reply.opErrno() == Errno.ENOENT.code()) {
                break;
            }
            assertEquals(0, reply.opErrno());
        }
        assertEquals(Set.of(".", "..", "file"), seen);
        assertEquals(0, brick.ok(new Readdirp(dir, fd, offset, 400, Dict.EMPTY), ReaddirpReply.class).opRet());
        brick.ok(new Releasedir(dir, fd, Dict.NULL), StatusReply.class);
        assertEquals(Errno.EBADF, brick.fails(new Readdirp(dir, fd, 0, 400, Dict.EMPTY)));
    }
}
