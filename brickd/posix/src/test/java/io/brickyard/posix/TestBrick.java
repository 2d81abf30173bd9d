package io.brickyard.posix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.EntryReply;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** A brick on a real file system in a temporary directory, with the shortest way to each FOP. */
final class TestBrick implements AutoCloseable {
    static final Gfid VOLUME = Gfid.parse("d64b3a1e-0000-4000-8000-00000000cafe");
    static final int CREATE_TIMES = 31;

    final Path path;
    final FdTable files = new FdTable();
    final BrickRoot root;
    final PosixStorage storage;
    Caller caller = Caller.root(files);

    TestBrick() throws Exception {
        this(LockCounts.NONE);
    }

    TestBrick(LockCounts counts) throws Exception {
        path = TestBrickDir.create();
        BrickOptions options = options(path);
        BrickRoot.init(options);
        root = BrickRoot.open(options);
        storage = new PosixStorage(root, options, counts, ByteBuffer::allocateDirect);
    }

    TestBrick(Path existing, BrickOptions options) throws Exception {
        path = existing;
        root = BrickRoot.open(options);
        storage = new PosixStorage(root, options, LockCounts.NONE, ByteBuffer::allocateDirect);
    }

    static BrickOptions options(Path path) {
        return BrickOptions.defaults(path, VOLUME, KeySpace.TRUSTED).withSpace(0, 1);
    }

    Caller as(int uid, int gid, int... groups) {
        return new Caller(1234, uid, gid, groups, 0, 0, 0, files);
    }

    Caller stamping(int flags, long seconds, int nanos) {
        return new Caller(1234, 0, 0, new int[0], flags, seconds, nanos, files);
    }

    FopReply run(FopRequest request) {
        return storage.execute(request, caller);
    }

    <R extends FopReply> R ok(FopRequest request, Class<R> shape) {
        FopReply reply = run(request);
        assertEquals("ok", reply.failed() ? Errno.describe(reply.opErrno()) : "ok", request::toString);
        return assertInstanceOf(shape, reply);
    }

    Errno fails(FopRequest request) {
        FopReply reply = run(request);
        assertEquals(-1, reply.opRet(), request::toString);
        return Errno.of(reply.opErrno());
    }

    static Dict gfidRequest(Gfid gfid) {
        return Dict.builder().putGfid("gfid-req", gfid).build();
    }

    Gfid mkdir(Gfid parent, String name) {
        return ok(new Mkdir(parent, 0755, 0, name, gfidRequest(Gfid.random())), EntryReply.class).stat().gfid();
    }

    /** An open file: its gfid and descriptor. */
    record Created(Gfid gfid, long fd) {}

    Created create(Gfid parent, String name) {
        CreateReply reply = ok(new Create(parent, Libc.O_CREAT | Libc.O_EXCL | Libc.O_RDWR, 0100644, 0, name,
                gfidRequest(Gfid.random())), CreateReply.class);
        return new Created(reply.stat().gfid(), reply.fd());
    }

    void write(Created file, long offset, String text) {
        ByteBuffer data = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        assertEquals(data.remaining(),
                run(new Write(file.gfid, file.fd, offset, data.remaining(), 0, Dict.NULL, data)).opRet());
    }

    String read(Gfid gfid, long fd, long offset, int size) {
        ReadReply reply = ok(new Read(gfid, fd, offset, size, 0, Dict.NULL), ReadReply.class);
        return StandardCharsets.UTF_8.decode(reply.payload().duplicate()).toString();
    }

    LookupReply lookup(Gfid parent, String name, Dict xdata) {
        return ok(new Lookup(Gfid.NONE, parent, 0, name, xdata), LookupReply.class);
    }

    LookupReply lookup(Gfid gfid) {
        return ok(new Lookup(gfid, Gfid.NONE, 0, "", Dict.NULL), LookupReply.class);
    }

    List<String> check() throws SysException {
        BrickCheck.Findings found = BrickCheck.run(path, KeySpace.TRUSTED);
        List<String> all = new ArrayList<>(found.problems());
        all.addAll(found.leftovers());
        return all;
    }

    @Override
    public void close() throws IOException {
        files.closeAll();
        storage.close();
        delete(path);
    }

    static void delete(Path path) throws IOException {
        try (var all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        }
    }
}
