package io.brickyard.posix;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.EntryReply;
import io.brickyard.wire.fop.Link;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.Mknod;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Rename;
import io.brickyard.wire.fop.RenameReply;
import io.brickyard.wire.fop.Setxattr;
import io.brickyard.wire.fop.StatusReply;
import io.brickyard.wire.fop.Symlink;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** A brick directory goes from stock glusterfsd to brickd and back: both leave the same labels, handles and attributes. */
class StockBrickIT {
    private static final Dict NO = Dict.NULL;
    private Path stockBrick = Path.of("/nonexistent");

    @BeforeEach
    void makeBrick() throws Exception {
        StockGluster.require();
        stockBrick = TestBrickDir.create();
        BrickRoot.init(TestBrick.options(stockBrick));
    }

    @AfterEach
    void removeBrick() throws Exception {
        if (Files.exists(stockBrick)) {
            TestBrick.delete(stockBrick);
        }
    }

    /** The same work by FUSE and by FOPs. */
    private static final String SCRIPT = """
            umask 022
            mkdir d; mkdir d/sub; printf hello > d/f; ln d/f d/sub/h; ln -s f d/s; mkfifo d/p; mknod d/c c 1 3
            mkdir -p e/x; mv e d/moved; printf over > d/o; printf victim > d/v; mv d/o d/v
            printf gone > d/gone; rm d/gone; mkdir d/gone; rmdir d/gone
            ln d/f d/f2; rm d/f2; setfattr -n user.k -v v d/f; mv d/f d/renamed; chmod 640 d/renamed
            """;

    private static void sameByFops(TestBrick b) {
        b.caller = b.stamping(31, 1_800_000_000, 5);
        Gfid d = b.mkdir(Gfid.ROOT, "d");
        Gfid sub = b.mkdir(d, "sub");
        TestBrick.Created f = create(b, d, "f", "hello");
        b.ok(new Link(f.gfid(), sub, "h", NO), EntryReply.class);
        b.ok(new Symlink(d, "s", 0, "f", fresh()), EntryReply.class);
        b.ok(new Mknod(d, 0, 0010644, 0, "p", fresh()), EntryReply.class);
        b.ok(new Mknod(d, (1 << 8) | 3, 0020644, 0, "c", fresh()), EntryReply.class);
        Gfid e = b.mkdir(Gfid.ROOT, "e");
        b.mkdir(e, "x");
        b.ok(new Rename(Gfid.ROOT, d, "e", "moved", NO), RenameReply.class);
        create(b, d, "o", "over");
        create(b, d, "v", "victim");
        b.ok(new Rename(d, d, "o", "v", NO), RenameReply.class);
        create(b, d, "gone", "gone");
        b.ok(new Unlink(d, "gone", 0, NO), PrePostReply.class);
        b.mkdir(d, "gone");
        b.ok(new io.brickyard.wire.fop.Rmdir(d, 0, "gone", NO), PrePostReply.class);
        b.ok(new Link(f.gfid(), d, "f2", NO), EntryReply.class);
        b.ok(new Unlink(d, "f2", 0, NO), PrePostReply.class);
        b.ok(new Setxattr(f.gfid(), 0, Dict.builder().putRaw("user.k", TestBrickDir.bytes("v")).build(), NO),
                StatusReply.class);
        b.ok(new Rename(d, d, "f", "renamed", NO), RenameReply.class);
        b.ok(new io.brickyard.wire.fop.Setattr(f.gfid(), io.brickyard.wire.type.Iatt.builder().mode(0640).build(), 1,
                NO),
                PrePostReply.class);
    }

    private static Dict fresh() {
        return TestBrick.gfidRequest(Gfid.random());
    }

    private static TestBrick.Created create(TestBrick b, Gfid parent, String name, String text) {
        CreateReply reply = b.ok(new Create(parent, 0101, 0100644, 0, name, fresh()), CreateReply.class);
        TestBrick.Created file = new TestBrick.Created(reply.stat().gfid(), reply.fd());
        b.write(file, 0, text);
        b.files.release(file.fd());
        return file;
    }

    @Test
    void shouldFindNothingWrongWhenStockWroteTheBrick() throws Exception {
        try (StockGluster stock = new StockGluster(stockBrick, TestBrick.VOLUME.toString())) {
            stock.shell(SCRIPT);
        }
        BrickCheck.Findings found = BrickCheck.run(stockBrick, KeySpace.TRUSTED);
        assertEquals(List.of(), found.problems());
        assertEquals(List.of(), found.leftovers());
    }

    @Test
    void shouldLeaveTheSameOnDiskWhenTheSameIsDone() throws Exception {
        try (StockGluster stock = new StockGluster(stockBrick, TestBrick.VOLUME.toString())) {
            stock.shell(SCRIPT);
        }
        try (TestBrick ours = new TestBrick()) {
            sameByFops(ours);
            assertEquals(List.of(), ours.check());
            assertEquals(describe(stockBrick), describe(ours.path));
        }
    }

    @Test
    void shouldServeWhatTheOtherWroteWhenABrickMovesThereAndBack() throws Exception {
        Path path = stockBrick;
        BrickOptions options = TestBrick.options(path);
        PosixStorage first = new PosixStorage(BrickRoot.open(options), options, LockCounts.NONE,
                java.nio.ByteBuffer::allocateDirect);
        FdTable files = new FdTable();
        first.execute(new Mkdir(Gfid.ROOT, 0755, 0, "ours", fresh()), Caller.root(files));
        first.close();
        try (StockGluster stock = new StockGluster(path, TestBrick.VOLUME.toString())) {
            stock.shell("printf stock > ours/by-stock; mv ours moved; ln moved/by-stock moved/second");
        }
        try (TestBrick again = new TestBrick(path, options)) {
            Gfid moved = again.lookup(Gfid.ROOT, "moved", NO).stat().gfid();
            Gfid file = again.lookup(moved, "by-stock", NO).stat().gfid();
            assertEquals("stock", again.read(file, -2, 0, 10));
            again.ok(new Rename(Gfid.ROOT, Gfid.ROOT, "moved", "back", NO), RenameReply.class);
            again.ok(new Unlink(moved, "second", 0, NO), PrePostReply.class);
            create(again, moved, "by-us", "brickd");
            assertEquals(List.of(), again.check());
            try (StockGluster stock = new StockGluster(path, TestBrick.VOLUME.toString())) {
                assertEquals("brickd", Files.readString(stock.mount.resolve("back/by-us")));
                assertEquals("stock", Files.readString(stock.mount.resolve("back/by-stock")));
                assertNotEquals(true, Files.exists(stock.mount.resolve("back/second")));
                stock.shell("rm -r back");
            }
            assertEquals(List.of(), again.check());
        }
    }

    /** One line for each path: type, mode, owner, links and xattrs; random and clock values as their lengths only. */
    private static Map<String, String> describe(Path brick) throws Exception {
        Map<String, String> all = new TreeMap<>();
        List<Path> paths = new ArrayList<>();
        try (var walk = Files.walk(brick)) {
            walk.filter(p -> !p.startsWith(brick.resolve(".glusterfs/indices"))).forEach(paths::add);
        }
        for (Path path : paths) {
            String name = brick.relativize(path).toString();
            byte[] bytes = TestBrickDir.bytes(path.toString());
            InodeStat stat = LibcNames.lstatat(LibcNames.AT_FDCWD, bytes);
            Map<String, String> xattrs = new TreeMap<>();
            for (byte[] key : LibcXattr.llist(bytes)) {
                String text = new String(key, StandardCharsets.UTF_8);
                byte[] value = LibcXattr.lget(bytes, key);
                int length = value == null ? -1 : value.length;
                xattrs.merge(text.startsWith("trusted.gfid2path.") ? "gfid2path" : text, length + "",
                        (a, b) -> a.compareTo(b) < 0 ? a + "+" + b : b + "+" + a);
            }
            if (name.matches("\\.glusterfs/[0-9a-f]{2}/.*") || name.endsWith("health_check")) {
                continue;
            }
            int nlink = name.startsWith(".glusterfs") ? 0 : stat.nlink();
            all.put(name, Integer.toOctalString(stat.mode()) + " " + stat.uid() + ":" + stat.gid() + " " + nlink + " "
                    + stat.rdev() + " " + (stat.isRegular() ? stat.size() : 0) + " " + xattrs);
        }
        return all;
    }
}
