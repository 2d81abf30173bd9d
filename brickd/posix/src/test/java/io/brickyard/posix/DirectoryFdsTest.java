package io.brickyard.posix;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Rename;
import io.brickyard.wire.fop.RenameReply;
import io.brickyard.wire.fop.Rmdir;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DirectoryFdsTest {
    private static final Dict NO = Dict.NULL;
    private TestBrick brick;
    private Gfid dir;
    private Gfid inner;

    @BeforeEach
    void makeBrick() throws Exception {
        brick = new TestBrick();
        dir = brick.mkdir(Gfid.ROOT, "dir");
        inner = brick.mkdir(dir, "inner");
        brick.lookup(inner);
        brick.fails(new Lookup(Gfid.NONE, inner, 0, "absent", NO));
    }

    @AfterEach
    void removeBrick() throws Exception {
        brick.close();
    }

    private Errno createIn(Gfid parent) {
        return brick.fails(new Create(parent, 0302, 0100644, 0, "x", TestBrick.gfidRequest(Gfid.random())));
    }

    @Test
    void shouldBeStaleWhenADirectoryInUseWasRemoved() {
        brick.ok(new Rmdir(dir, 0, "inner", NO), PrePostReply.class);
        assertEquals(Errno.ESTALE, createIn(inner));
        assertEquals(Errno.ESTALE, brick.fails(new Stat(inner, NO)));
        assertEquals(Errno.ENOENT, brick.fails(new Lookup(inner, Gfid.NONE, 0, "", NO)));
    }

    @Test
    void shouldBeStaleWhenHealRemovedTheWholeTree() {
        brick.ok(new Rmdir(Gfid.ROOT, 1, "dir", NO), PrePostReply.class);
        assertEquals(Errno.ESTALE, createIn(dir));
        assertEquals(Errno.ESTALE, createIn(inner));
    }

    @Test
    void shouldBeStaleWhenTheDirectoryWasRenamedOverOrDeletedBehindTheBrick() throws Exception {
        Gfid other = brick.mkdir(dir, "other");
        brick.ok(new Rename(dir, dir, "other", "inner", NO), RenameReply.class);
        assertEquals(Errno.ESTALE, createIn(inner));
        brick.create(other, "file");
        Gfid gone = brick.mkdir(dir, "gone");
        brick.lookup(gone);
        Files.delete(brick.path.resolve("dir/gone"));
        assertEquals(Errno.ESTALE, createIn(gone));
    }

    @Test
    void shouldFindTheDirectoryWhenItMoved() throws Exception {
        brick.ok(new Rename(dir, Gfid.ROOT, "inner", "moved", NO), RenameReply.class);
        brick.create(inner, "file");
        assertTrue(Files.exists(brick.path.resolve("moved/file")));
        assertEquals(List.of(), brick.check());
    }

    @Test
    void shouldKeepAFewDescriptorsOnlyWhenManyDirectoriesAreUsed() throws Exception {
        long before = openFiles();
        List<Gfid> all = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            all.add(brick.mkdir(dir, "d" + i));
            brick.lookup(all.getLast());
        }
        assertTrue(openFiles() - before < 600, "descriptors are given up");
        for (Gfid gfid : all) {
            assertEquals(gfid, brick.lookup(gfid).stat().gfid());
        }
    }

    private static long openFiles() throws Exception {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
