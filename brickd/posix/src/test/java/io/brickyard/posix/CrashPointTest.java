package io.brickyard.posix;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import io.brickyard.posix.index.HealIndex;
import io.brickyard.posix.index.IndexedStorage;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Link;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.Mknod;
import io.brickyard.wire.fop.Open;
import io.brickyard.wire.fop.Rename;
import io.brickyard.wire.fop.Rmdir;
import io.brickyard.wire.fop.Setxattr;
import io.brickyard.wire.fop.Symlink;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.fop.Xattrop;
import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Each FOP that changes names or labels, cut off after its first, second, ... last system call: when the brick is opened
 * again, the directory is sound and shows either the state before the FOP or the one after it, never a third.
 */
class CrashPointTest {
    private static final Dict NO = Dict.NULL;
    private static final int MORE_CALLS_THAN_ANY_FOP_MAKES = 200;

    /** What every case starts with: directories d, e, with entries; files one, two, open; two names of linked. */
    static final class Scene {
        final TestBrick brick;
        final IndexedStorage storage;
        final HealIndex index;
        final Gfid d;
        final Gfid e;
        final Gfid full;
        final TestBrick.Created one;
        final TestBrick.Created linked;
        final Gfid unlinked;

        Scene(BrickOptions options, String name) throws Exception {
            brick = new TestBrick(options.directory(), options);
            index = new HealIndex(brick.root, List.of("trusted.afr.vol-"), List.of("trusted.afr.dirty"));
            storage = new IndexedStorage(brick.storage, index);
            brick.caller = brick.stamping(TestBrick.CREATE_TIMES, 1_900_000_000, 1);
            Gfid top = brick.mkdir(Gfid.ROOT, name);
            d = brick.mkdir(top, "d");
            e = brick.mkdir(top, "e");
            full = brick.mkdir(d, "full");
            brick.mkdir(d, "empty");
            brick.mkdir(full, "inside");
            one = file(d, "one");
            file(d, "two");
            linked = file(d, "linked");
            brick.run(new Link(linked.gfid(), e, "second", NO));
            TestBrick.Created open = file(d, "open");
            brick.run(new Open(open.gfid(), Libc.O_RDWR, NO));
            TestBrick.Created gone = file(d, "gone");
            brick.run(new Open(gone.gfid(), Libc.O_RDWR, NO));
            brick.run(new Unlink(d, "gone", 0, NO));
            unlinked = gone.gfid();
        }

        private TestBrick.Created file(Gfid parent, String name) {
            TestBrick.Created file = brick.create(parent, name);
            brick.write(file, 0, name);
            brick.files.release(file.fd());
            return file;
        }

        void close() throws SysException {
            index.close();
            brick.files.closeAll();
            brick.storage.close();
        }
    }

    /** A FOP on the scene. */
    record Case(String name, Function<Scene, FopRequest> request) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Case> cases() {
        return List.of(
                new Case("create", s -> new Create(s.d, 0102, 0100644, 0, "new", TestBrick.gfidRequest(Gfid.random()))),
                new Case("mknod", s -> new Mknod(s.d, 0, 0100644, 0, "new", TestBrick.gfidRequest(Gfid.random()))),
                new Case("mknod fifo", s -> new Mknod(s.d, 0, 0010644, 0, "new", TestBrick.gfidRequest(Gfid.random()))),
                new Case("mknod of a name", s -> new Mknod(s.e, 0, 0100644, 0, "new", byHeal(s.one.gfid()))),
                new Case("mknod of an unlinked file", s -> new Mknod(s.e, 0, 0100644, 0, "new", byHeal(s.unlinked))),
                new Case("symlink", s -> new Symlink(s.d, "new", 0, "target", TestBrick.gfidRequest(Gfid.random()))),
                new Case("mkdir", s -> new Mkdir(s.d, 0755, 0, "new", TestBrick.gfidRequest(Gfid.random()))),
                new Case("link", s -> new Link(s.one.gfid(), s.e, "new", NO)),
                new Case("unlink", s -> new Unlink(s.d, "one", 0, NO)),
                new Case("unlink of one name", s -> new Unlink(s.d, "linked", 0, NO)),
                new Case("unlink of an open file", s -> new Unlink(s.d, "open", 0, NO)),
                new Case("rmdir", s -> new Rmdir(s.d, 0, "empty", NO)),
                new Case("rmdir by heal", s -> new Rmdir(s.d, 1, "full", NO)),
                new Case("rename", s -> new Rename(s.d, s.e, "one", "new", NO)),
                new Case("rename of one name", s -> new Rename(s.d, s.e, "linked", "new", NO)),
                new Case("rename over", s -> new Rename(s.d, s.d, "one", "two", NO)),
                new Case("rename over one name", s -> new Rename(s.d, s.d, "one", "linked", NO)),
                new Case("rename over an open file", s -> new Rename(s.d, s.d, "one", "open", NO)),
                new Case("rename of a directory", s -> new Rename(s.d, s.e, "full", "new", NO)),
                new Case("rename over a directory", s -> new Rename(s.d, s.d, "full", "empty", NO)),
                new Case("setxattr",
                        s -> new Setxattr(s.one.gfid(), 0, Dict.builder().putRaw("user.k", new byte[]{1}).build(), NO)),
                new Case("xattrop", s -> new Xattrop(s.one.gfid(), 0, Dict.builder()
                        .putRaw("trusted.afr.vol-client-1", new byte[]{0, 0, 0, 1}).build(), NO)));
    }

    private static Dict byHeal(Gfid gfid) {
        return Dict.builder().putGfid("gfid-req", gfid).putInt("glusterfs-internal-fop", 1).build();
    }

    private BrickOptions options;
    private int runs;
    private boolean completed;

    @BeforeEach
    void makeDirectory() throws Exception {
        options = TestBrick.options(TestBrickDir.create());
        BrickRoot.init(options);
    }

    @AfterEach
    void removeDirectory() throws Exception {
        TestBrick.delete(options.directory());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldShowAllOrNothingWhenCutOffAnywhere(Case fop) throws Exception {
        Map<String, String> before = outcome(fop, 0);
        Map<String, String> after = outcome(fop, MORE_CALLS_THAN_ANY_FOP_MAKES);
        assertNotEquals(before, after, "the case changes nothing");
        completed = false;
        for (int calls = 1; !completed; calls++) {
            Map<String, String> found = outcome(fop, calls);
            String where = fop + " after " + calls + " calls";
            assertTrue(found.equals(after) || (!completed && found.equals(before)),
                    () -> where + ":\n" + found + "\nis neither\n" + before + "\nnor\n" + after);
        }
    }

    /** Makes the scene, runs the FOP until the disk dies, opens the brick again; names and what they lead to. */
    private Map<String, String> outcome(Case fop, int calls) throws Exception {
        String name = "s" + runs++;
        Scene scene = new Scene(options, name);
        FopRequest request = fop.request.apply(scene);
        Syscall here = Syscall.here();
        FopReply reply;
        here.dieAfter(calls);
        try {
            reply = scene.storage.execute(request, scene.brick.caller);
            completed = !here.isDead();
            here.dieAfter(0);
            scene.close();
        } finally {
            here.dieAfter(Integer.MAX_VALUE);
        }
        assertTrue(!completed || !reply.failed(), () -> fop + " " + reply);
        BrickRoot root = BrickRoot.open(options);
        PosixStorage again = new PosixStorage(root, options, LockCounts.NONE, ByteBuffer::allocateDirect);
        try {
            again.emptyLandfill();
            assertEquals(List.of(), BrickCheck.run(options.directory(), KeySpace.TRUSTED).problems(),
                    () -> fop + " after " + calls + " calls");
            return describe(options.directory().resolve(name));
        } finally {
            again.close();
        }
    }

    private static Map<String, String> describe(Path top) throws Exception {
        Map<String, String> found = new TreeMap<>();
        try (var walk = Files.walk(top)) {
            for (Path path : walk.toList()) {
                byte[] path8 = TestBrickDir.bytes(path.toString());
                InodeStat stat = LibcNames.lstatat(LibcNames.AT_FDCWD, path8);
                String content = stat.isRegular() ? Files.readString(path) : "";
                found.put(top.relativize(path).toString(), Integer.toOctalString(stat.mode()) + " " + content + " "
                        + Arrays.toString(LibcXattr.lget(path8, TestBrickDir.bytes("user.k")))
                        + Arrays.toString(LibcXattr.lget(path8, TestBrickDir.bytes("trusted.afr.vol-client-1"))));
            }
        }
        return found;
    }
}
