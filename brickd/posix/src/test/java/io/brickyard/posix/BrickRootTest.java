package io.brickyard.posix;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.Symlink;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.brickyard.posix.TestBrickDir.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BrickRootTest {
    private Path path = Path.of("/nonexistent");

    @BeforeEach
    void makeDirectory() throws Exception {
        path = TestBrickDir.create();
    }

    @AfterEach
    void removeDirectory() throws Exception {
        TestBrick.delete(path);
    }

    private BrickOptions options(KeySpace space) {
        return BrickOptions.defaults(path, TestBrick.VOLUME, space).withSpace(0, 1);
    }

    private static String refusal(org.junit.jupiter.api.function.Executable e) {
        return String.valueOf(assertThrows(BrickException.class, e).getMessage());
    }

    @Test
    void shouldRefuseWhenTheDirectoryIsNoBrickOfThisVolume() throws Exception {
        BrickOptions options = options(KeySpace.TRUSTED);
        assertTrue(refusal(() -> BrickRoot.open(options)).contains("no volume-id"));
        Files.createFile(path.resolve("data"));
        assertTrue(refusal(() -> BrickRoot.init(options)).contains("not empty, it holds data"));
        Files.delete(path.resolve("data"));
        BrickRoot.init(options);
        BrickOptions other = BrickOptions.defaults(path, Gfid.random(), KeySpace.TRUSTED);
        assertTrue(refusal(() -> BrickRoot.open(other)).contains("belongs to volume " + TestBrick.VOLUME));
        try (BrickRoot open = BrickRoot.open(options)) {
            assertTrue(refusal(() -> BrickRoot.open(options)).contains("another brickd"));
            open.checkHealth(Instant.EPOCH);
            assertEquals(Instant.EPOCH.toString(), Files.readString(path.resolve(".glusterfs/health_check")));
        }
        assertTrue(refusal(() -> BrickRoot.open(BrickOptions.defaults(path.resolve("none"), TestBrick.VOLUME,
                KeySpace.TRUSTED))).contains("cannot open"));
    }

    @Test
    void shouldRefuseTheOthersBrickWhenKeySpacesDiffer() throws Exception {
        BrickRoot.init(options(KeySpace.TRUSTED));
        assertTrue(refusal(() -> BrickRoot.open(options(KeySpace.UNPRIVILEGED))).contains("run by root"));
        TestBrick.delete(path);
        Files.createDirectory(path);
        BrickRoot.init(options(KeySpace.UNPRIVILEGED));
        assertTrue(refusal(() -> BrickRoot.open(options(KeySpace.TRUSTED))).contains("unprivileged"));
        BrickRoot.open(options(KeySpace.UNPRIVILEGED)).close();
    }

    @Test
    void shouldKeepEveryKeyAmongUserXattrsWhenUnprivileged() throws Exception {
        BrickOptions options = options(KeySpace.UNPRIVILEGED);
        BrickRoot.init(options);
        FdTable files = new FdTable();
        try (PosixStorage storage = new PosixStorage(BrickRoot.open(options), options, LockCounts.NONE,
                ByteBuffer::allocateDirect)) {
            Create create = new Create(Gfid.ROOT, 0102, 0100600, 0, "f", TestBrick.gfidRequest(Gfid.random()));
            assertEquals(0, storage.execute(create, Caller.root(files)).opRet());
            assertEquals(Errno.EOPNOTSUPP.code(), storage.execute(new Symlink(Gfid.ROOT, "s", 0, "t",
                    TestBrick.gfidRequest(Gfid.random())), Caller.root(files)).opErrno());
            files.closeAll();
        }
        byte[] file = bytes(path.resolve("f").toString());
        assertNull(LibcXattr.lget(file, bytes("trusted.gfid")));
        assertNotNull(LibcXattr.lget(file, bytes("user.brickyard.trusted.gfid")));
        assertEquals(List.of(), BrickCheck.run(path, KeySpace.UNPRIVILEGED).problems());
    }

    @Test
    void shouldWipeUnlinkedFilesWhenStarting() throws Exception {
        BrickOptions options = options(KeySpace.TRUSTED);
        BrickRoot.init(options);
        Files.createFile(path.resolve(".glusterfs/unlink/leftover"));
        BrickRoot.open(options).close();
        assertTrue(Files.notExists(path.resolve(".glusterfs/unlink/leftover")));
    }
}
