package io.brickyard.posix;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.EntryReply;
import io.brickyard.wire.fop.Link;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.Mknod;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Readlink;
import io.brickyard.wire.fop.ReadlinkReply;
import io.brickyard.wire.fop.Rename;
import io.brickyard.wire.fop.RenameReply;
import io.brickyard.wire.fop.Rmdir;
import io.brickyard.wire.fop.Symlink;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NamespaceFopsTest {
    private TestBrick brick;

    @BeforeEach
    void makeBrick() throws Exception {
        brick = new TestBrick();
    }

    @AfterEach
    void checkAndRemove() throws Exception {
        brick.storage.emptyLandfill();
        List<String> problems = brick.check();
        brick.close();
        assertEquals(List.of(), problems);
    }

    private static Dict gfid() {
        return TestBrick.gfidRequest(Gfid.random());
    }

    @Test
    void shouldBeFoundByNameAndGfidWhenMade() {
        Gfid dir = brick.mkdir(Gfid.ROOT, "dir");
        TestBrick.Created file = brick.create(dir, "file");
        Iatt named = brick.lookup(dir, "file", Dict.NULL).stat();
        assertEquals(file.gfid(), named.gfid());
        assertEquals(file.gfid().low(), named.ino());
        assertEquals(1, named.nlink());
        assertEquals(0100644, named.mode());
        assertEquals(named, brick.lookup(file.gfid()).stat());
        assertEquals(dir, brick.lookup(Gfid.ROOT, "dir", Dict.NULL).stat().gfid());
        assertEquals(Errno.ENOENT, brick.fails(new Lookup(Gfid.random(), Gfid.NONE, 0, "", Dict.NULL)));
        assertEquals(Errno.ENOENT, brick.fails(new Lookup(Gfid.NONE, dir, 0, "nothing", Dict.NULL)));
        assertEquals(Errno.ESTALE, brick.fails(new Lookup(Gfid.NONE, Gfid.random(), 0, "x", Dict.NULL)));
        assertEquals(Errno.ESTALE, brick.fails(new io.brickyard.wire.fop.Stat(Gfid.random(), Dict.NULL)));
    }

    @Test
    void shouldRefuseNamesWhenTheyLeadOutOfTheDirectory() throws Exception {
        Path outside = brick.path.resolveSibling(brick.path.getFileName() + "-outside");
        Gfid dir = brick.mkdir(Gfid.ROOT, "dir");
        TestBrick.Created file = brick.create(dir, "file");
        for (String name : List.of("..", ".", "../x", "a/b", "/etc/passwd", "../../" + outside.getFileName(), "",
                "a\0b")) {
            Errno refusal = name.contains("/") ? Errno.EPERM : Errno.EINVAL;
            assertEquals(refusal, brick.fails(new Create(dir, 0102, 0100644, 0, name, gfid())), name);
            assertEquals(refusal, brick.fails(new Mkdir(dir, 0755, 0, name, gfid())), name);
            assertEquals(refusal, brick.fails(new Symlink(dir, name, 0, "t", gfid())), name);
            if (!name.isEmpty()) {
                assertEquals(refusal, brick.fails(new Lookup(Gfid.NONE, dir, 0, name, Dict.NULL)), name);
            }
            assertEquals(refusal, brick.fails(new Mknod(dir, 0, 0100644, 0, name, gfid())), name);
            assertEquals(refusal, brick.fails(new Link(file.gfid(), dir, name, Dict.NULL)), name);
            assertEquals(refusal, brick.fails(new Unlink(dir, name, 0, Dict.NULL)), name);
            assertEquals(refusal, brick.fails(new Rmdir(dir, 1, name, Dict.NULL)), name);
            assertEquals(refusal, brick.fails(new Rename(Gfid.ROOT, dir, "dir", name, Dict.NULL)), name);
            assertEquals(refusal, brick.fails(new Rename(dir, Gfid.ROOT, name, "x", Dict.NULL)), name);
        }
        assertFalse(Files.exists(outside));
        assertEquals(Errno.ENAMETOOLONG, brick.fails(new Mkdir(dir, 0755, 0, "n".repeat(256), gfid())));
        brick.mkdir(dir, "n".repeat(255));
        for (var request : List.of(new Lookup(Gfid.NONE, Gfid.ROOT, 0, ".glusterfs", Dict.NULL),
                new Mkdir(Gfid.ROOT, 0755, 0, ".glusterfs", gfid()), new Rmdir(Gfid.ROOT, 1, ".glusterfs", Dict.NULL),
                new Rename(Gfid.ROOT, dir, ".glusterfs", "g", Dict.NULL))) {
            assertEquals(Errno.EPERM, brick.fails(request));
        }
    }

    @Test
    void shouldNotFollowWhenAnInodeIsASymlink() {
        Gfid link = brick.ok(new Symlink(Gfid.ROOT, "link", 0, "/etc", gfid()), EntryReply.class).stat().gfid();
        assertEquals("/etc", brick.ok(new Readlink(link, 4096, Dict.NULL), ReadlinkReply.class).path());
        assertEquals("/e", brick.ok(new Readlink(link, 2, Dict.NULL), ReadlinkReply.class).path());
        assertEquals(Errno.ELOOP, brick.fails(new io.brickyard.wire.fop.Open(link, 0, Dict.NULL)));
        assertEquals(Errno.ESTALE, brick.fails(new Mkdir(link, 0755, 0, "sub", gfid())));
        assertEquals(Iatt.TYPE_SYMLINK, brick.lookup(link).stat().mode() & Iatt.TYPE_MASK);
    }

    @Test
    void shouldRefuseWhenNoGfidOrExistingNameIsGiven() {
        assertEquals(Errno.EINVAL, brick.fails(new Mkdir(Gfid.ROOT, 0755, 0, "d", Dict.NULL)));
        assertEquals(Errno.EINVAL, brick.fails(new Mknod(Gfid.ROOT, 0, 0100644, 0, "f", Dict.NULL)));
        Gfid dir = brick.mkdir(Gfid.ROOT, "d");
        assertEquals(Errno.EEXIST, brick.fails(new Mkdir(Gfid.ROOT, 0755, 0, "d", gfid())));
        assertEquals(Errno.EEXIST, brick.fails(new Mkdir(Gfid.ROOT, 0755, 0, "d", TestBrick.gfidRequest(dir))));
        TestBrick.Created file = brick.create(dir, "f");
        assertEquals(Errno.EEXIST, brick.fails(new Mknod(dir, 0, 0100644, 0, "f", gfid())));
        assertEquals(Errno.EEXIST, brick.fails(new Mknod(dir, 0, 0100644, 0, "g", TestBrick.gfidRequest(file.gfid()))));
        assertEquals(file.gfid(), brick.lookup(file.gfid()).stat().gfid());
    }

    @Test
    void shouldMakeSpecialFilesWhenAskedByRoot() {
        Gfid fifo = brick.ok(new Mknod(Gfid.ROOT, 0, 0010600, 0, "fifo", gfid()), EntryReply.class)
                .stat().gfid();
        EntryReply dev = brick.ok(new Mknod(Gfid.ROOT, (300L << 8) | 7, 0020600, 0, "dev", gfid()), EntryReply.class);
        assertEquals((300L << 32) | 7, dev.stat().rdev());
        assertEquals(0010600, brick.lookup(fifo).stat().mode());
        brick.caller = brick.as(1000, 1000);
        assertEquals(Errno.EACCES, brick.fails(new Mknod(Gfid.ROOT, 1, 0020600, 0, "dev2", gfid())));
    }

    @Test
    void shouldKeepLabelsAndCountsWhenLinkedAndUnlinked() throws Exception {
        Gfid dir = brick.mkdir(Gfid.ROOT, "dir");
        TestBrick.Created file = brick.create(Gfid.ROOT, "one");
        assertEquals(2, brick.ok(new Link(file.gfid(), dir, "two", Dict.NULL), EntryReply.class).stat().nlink());
        assertEquals(Errno.EEXIST, brick.fails(new Link(file.gfid(), dir, "two", Dict.NULL)));
        assertEquals(Errno.EPERM, brick.fails(new Link(dir, Gfid.ROOT, "dir2", Dict.NULL)));
        // As stock has it: nobody else's file gets one more name in a sticky directory.
        LibcNames.fchmodat(LibcNames.AT_FDCWD, TestBrickDir.bytes(brick.path.resolve("dir").toString()), 01777);
        Caller root = brick.caller;
        brick.caller = brick.as(77, 77);
        assertEquals(Errno.EACCES, brick.fails(new Link(file.gfid(), dir, "three", Dict.NULL)));
        brick.caller = root;
        assertEquals(List.of(), brick.check());
        Dict ask = Dict.builder().putInt("get-link-count", 1).putInt("gf_request_link_count", 1).build();
        PrePostReply gone = brick.ok(new Unlink(Gfid.ROOT, "one", 0, ask), PrePostReply.class);
        assertEquals(2, gone.xdata().getLong("get-link-count", -1));
        assertEquals(2, gone.xdata().getLong("gf_response_link_count", -1));
        assertEquals(List.of(), brick.check());
        assertEquals(0, brick.ok(new Unlink(dir, "two", 0, Dict.NULL), PrePostReply.class).xdata()
                .getLong("get-link-count", -1));
        brick.write(file, 0, "still here");
        assertEquals("still here", brick.read(file.gfid(), file.fd(), 0, 100));
        assertEquals("still here", brick.read(file.gfid(), -2, 0, 100));
        assertEquals(0, brick.ok(new Lookup(file.gfid(), Gfid.NONE, 0, "", Dict.builder().putUint("unlinked-lookup", 1)
                .build()), io.brickyard.wire.fop.LookupReply.class).stat().nlink());
        brick.files.release(file.fd());
        assertEquals(Errno.ESTALE, brick.fails(new io.brickyard.wire.fop.Read(file.gfid(), -2, 0, 1, 0, Dict.NULL)));
        try (var left = Files.list(brick.path.resolve(".glusterfs/unlink"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void shouldTakeBothNamesAwayWhenAHealRenamesHardLinksToOnePlace() throws Exception {
        TestBrick.Created file = brick.create(Gfid.ROOT, "one");
        for (String name : List.of("two", "three")) {
            brick.ok(new Link(file.gfid(), Gfid.ROOT, name, Dict.NULL), EntryReply.class);
        }
        brick.ok(new Rename(Gfid.ROOT, Gfid.ROOT, "one", "two", Dict.NULL), RenameReply.class);
        assertTrue(Files.exists(brick.path.resolve("one")), "as rename(2) has it for everybody else");
        brick.caller = new Caller(-6, 0, 0, new int[0], 0, 0, 0, brick.files);
        brick.ok(new Rename(Gfid.ROOT, Gfid.ROOT, "one", "two", Dict.NULL), RenameReply.class);
        assertFalse(Files.exists(brick.path.resolve("one")));
        assertTrue(Files.exists(brick.path.resolve("two")));
        brick.ok(new Rename(Gfid.ROOT, Gfid.ROOT, "two", "two", Dict.NULL), RenameReply.class);
        assertEquals(2, brick.lookup(file.gfid()).stat().nlink());
        assertEquals(List.of(), brick.check());
    }

    @Test
    void shouldMoveHandlesAndLabelsWhenRenamed() throws Exception {
        Gfid a = brick.mkdir(Gfid.ROOT, "a");
        Gfid b = brick.mkdir(Gfid.ROOT, "b");
        Gfid sub = brick.mkdir(a, "sub");
        TestBrick.Created deep = brick.create(sub, "deep");
        brick.ok(new Rename(a, b, "sub", "moved", Dict.NULL), RenameReply.class);
        assertEquals(deep.gfid(), brick.lookup(sub, "deep", Dict.NULL).stat().gfid());
        TestBrick.Created over = brick.create(b, "over");
        assertEquals(over.gfid(),
                brick.ok(new Rename(b, sub, "over", "deep", Dict.NULL), RenameReply.class).stat().gfid());
        assertEquals(Errno.ENOENT, brick.fails(new Lookup(deep.gfid(), Gfid.NONE, 0, "", Dict.NULL)));
        assertEquals(List.of(), brick.check());
        assertEquals(Errno.EINVAL, brick.fails(new Rename(Gfid.ROOT, sub, "b", "inside", Dict.NULL)));
        assertEquals(Errno.ENOTEMPTY, brick.fails(new Rename(Gfid.ROOT, b, "a", "moved", Dict.NULL)));
        Gfid empty = brick.mkdir(Gfid.ROOT, "empty");
        brick.ok(new Rename(Gfid.ROOT, Gfid.ROOT, "a", "empty", Dict.NULL), RenameReply.class);
        assertEquals(Errno.ENOENT, brick.fails(new Lookup(empty, Gfid.NONE, 0, "", Dict.NULL)));
        assertEquals(a, brick.lookup(Gfid.ROOT, "empty", Dict.NULL).stat().gfid());
        brick.ok(new Link(over.gfid(), Gfid.ROOT, "hard", Dict.NULL), EntryReply.class);
        brick.ok(new Rename(Gfid.ROOT, sub, "hard", "deep", Dict.NULL), RenameReply.class);
        assertEquals(2, brick.lookup(over.gfid()).stat().nlink());
        assertEquals(List.of(), brick.check());
        brick.ok(new Rename(Gfid.ROOT, Gfid.ROOT, "hard", "harder", Dict.NULL), RenameReply.class);
    }

    @Test
    void shouldEmptyTheLandfillWhenHealRemovedATree() throws Exception {
        Gfid tree = brick.mkdir(Gfid.ROOT, "tree");
        Gfid sub = brick.mkdir(tree, "sub");
        TestBrick.Created file = brick.create(sub, "file");
        TestBrick.Created kept = brick.create(sub, "kept");
        brick.ok(new Link(kept.gfid(), Gfid.ROOT, "kept-outside", Dict.NULL), EntryReply.class);
        assertEquals(Errno.ENOTEMPTY, brick.fails(new Rmdir(Gfid.ROOT, 0, "tree", Dict.NULL)));
        brick.ok(new Rmdir(Gfid.ROOT, 1, "tree", Dict.NULL), PrePostReply.class);
        brick.storage.emptyLandfill();
        for (Gfid gone : List.of(tree, sub, file.gfid())) {
            assertEquals(Errno.ENOENT, brick.fails(new Lookup(gone, Gfid.NONE, 0, "", Dict.NULL)));
        }
        assertEquals(1, brick.lookup(kept.gfid()).stat().nlink());
    }

    @Test
    void shouldRestoreANameWhenHealMakesANodeOfAnExistingGfid() {
        TestBrick.Created file = brick.create(Gfid.ROOT, "one");
        Dict internal = TestBrick.gfidRequest(file.gfid()).toBuilder().putInt("glusterfs-internal-fop", 1).build();
        EntryReply reply = brick.ok(new Mknod(Gfid.ROOT, 0, 0100644, 0, "two", internal), EntryReply.class);
        assertEquals(file.gfid(), reply.stat().gfid());
        assertEquals(2, reply.stat().nlink());
    }

    @Test
    void shouldResolveWhenTheChainOfHandlesIsLongerThanTheKernelFollows() {
        Gfid at = Gfid.ROOT;
        for (int i = 0; i < 130; i++) {
            at = brick.mkdir(at, "level" + i);
        }
        TestBrick.Created file = brick.create(at, "deep");
        assertEquals(file.gfid(), brick.lookup(at, "deep", Dict.NULL).stat().gfid());
    }

    @Test
    void shouldLabelWhenAnInodeWasMadeBehindTheBrick() throws Exception {
        Files.writeString(brick.path.resolve("stray"), "x");
        assertEquals(Errno.ENODATA, brick.fails(new Lookup(Gfid.NONE, Gfid.ROOT, 0, "stray", Dict.NULL)));
        Gfid chosen = Gfid.random();
        assertEquals(chosen, brick.lookup(Gfid.ROOT, "stray", TestBrick.gfidRequest(chosen)).stat().gfid());
        assertEquals(chosen, brick.lookup(chosen).stat().gfid());
        assertEquals(chosen, brick.lookup(Gfid.ROOT, "stray", TestBrick.gfidRequest(Gfid.random())).stat().gfid());
    }

    @Test
    void shouldCheckTheParentsLayoutWhenAClientAsksForIt() throws Exception {
        byte[] layout = {0, 0, 0, 1};
        LibcXattr.lset(TestBrickDir.bytes(brick.path.toString()), TestBrickDir.bytes("trusted.glusterfs.dht"), layout,
                0);
        Dict good = gfid().toBuilder().putText("glusterfs.preop.parent.key", "trusted.glusterfs.dht")
                .putRaw("trusted.glusterfs.dht", layout).putRaw("trusted.extra", new byte[]{7}).build();
        brick.ok(new Mkdir(Gfid.ROOT, 0755, 0, "good", good), EntryReply.class);
        byte[] good2 = TestBrickDir.bytes(brick.path.resolve("good").toString());
        assertArrayEquals(new byte[]{7}, LibcXattr.lget(good2, TestBrickDir.bytes("trusted.extra")));
        assertEquals(null, LibcXattr.lget(good2, TestBrickDir.bytes("trusted.glusterfs.dht")));
        Dict bad = good.with("trusted.glusterfs.dht", io.brickyard.wire.dict.DictValue.raw(new byte[]{1, 2}));
        var refused = brick.run(new Mkdir(Gfid.ROOT, 0755, 0, "bad", bad));
        assertEquals(Errno.EIO.code(), refused.opErrno());
        assertNotNull(refused.xdata().get("glusterfs.preop.check.failed"));
    }

    @Test
    void shouldStoreTheXattrsOfXdataWhenMade() throws Exception {
        for (String name : List.of("dir", "node", "file")) {
            Dict xdata = gfid().toBuilder().putInt("user.number", 7).putUint("trusted.count", 12)
                    .putRaw("user.raw", new byte[]{1, 2}).putInt("glusterfs-internal-fop", 1).build();
            brick.ok(switch (name) {
                case "dir" -> new Mkdir(Gfid.ROOT, 0755, 0, name, xdata);
                case "node" -> new Mknod(Gfid.ROOT, 0, 0100644, 0, name, xdata);
                default -> new Create(Gfid.ROOT, 0101, 0100644, 0, name, xdata);
            }, io.brickyard.wire.fop.FopReply.class);
            byte[] path = TestBrickDir.bytes(brick.path.resolve(name).toString());
            assertArrayEquals(new byte[]{'7', 0}, LibcXattr.lget(path, TestBrickDir.bytes("user.number")), name);
            assertArrayEquals(new byte[]{'1', '2', 0}, LibcXattr.lget(path, TestBrickDir.bytes("trusted.count")), name);
            assertArrayEquals(new byte[]{1, 2}, LibcXattr.lget(path, TestBrickDir.bytes("user.raw")), name);
        }
    }

    @Test
    void shouldInheritGroupAndAclWhenTheParentSaysSo() throws Exception {
        Gfid dir = brick.mkdir(Gfid.ROOT, "shared");
        Path path = brick.path.resolve("shared");
        LibcNames.fchownat(LibcNames.AT_FDCWD, TestBrickDir.bytes(path.toString()), 0, 4321);
        LibcNames.fchmodat(LibcNames.AT_FDCWD, TestBrickDir.bytes(path.toString()), 02777);
        PosixAcl acl = new PosixAcl(List.of(new PosixAcl.Entry(PosixAcl.USER_OBJ, 7, -1),
                new PosixAcl.Entry(PosixAcl.USER, 6, 77), new PosixAcl.Entry(PosixAcl.GROUP_OBJ, 5, -1),
                new PosixAcl.Entry(PosixAcl.MASK, 7, -1), new PosixAcl.Entry(PosixAcl.OTHER, 0, -1)));
        LibcXattr.lset(TestBrickDir.bytes(path.toString()), TestBrickDir.bytes("system.posix_acl_default"),
                acl.encode(), 0);
        brick.caller = brick.as(1000, 1000);
        Gfid sub = brick.mkdir(dir, "sub");
        brick.create(dir, "file");
        brick.ok(new Mknod(dir, 0, 0010666, 0, "fifo", gfid()), EntryReply.class);
        Files.createDirectory(path.resolve("by-kernel"));
        Iatt iatt = brick.lookup(sub).stat();
        assertEquals(4321, iatt.gid());
        assertEquals(1000, iatt.uid());
        assertTrue((iatt.mode() & 02000) != 0);
        PosixAcl.Entry expected = acl(path.resolve("by-kernel")).entries().get(1);
        for (String name : List.of("sub", "file", "fifo")) {
            assertEquals(expected, acl(path.resolve(name)).entries().get(1), name);
            assertEquals(4321, Files.getAttribute(path.resolve(name), "unix:gid"));
        }
        Files.delete(path.resolve("by-kernel"));
    }

    private static PosixAcl acl(Path path) throws SysException {
        byte[] key = TestBrickDir.bytes("system.posix_acl_access");
        return requireNonNull(
                PosixAcl.decode(requireNonNull(LibcXattr.lget(TestBrickDir.bytes(path.toString()), key))));
    }
}
