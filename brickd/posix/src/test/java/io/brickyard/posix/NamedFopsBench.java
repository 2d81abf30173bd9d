package io.brickyard.posix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.Release;
import io.brickyard.wire.fop.Rename;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.type.Gfid;

/**
 * Nanoseconds a FOP takes in storage/posix alone, the median of several rounds: no network, one thread, warm caches. Not
 * a test: run its main with the test class path, in turns with an older build's.
 */
final class NamedFopsBench {
    private static final int FILES = 2000;
    private static final int ROUNDS = 9;
    private static final int READ_BYTES = 4096;

    private final TestBrick brick;
    private final Gfid dir;
    private final List<TestBrick.Created> files = new ArrayList<>();
    /** What a FUSE client on a replicate volume asks for. */
    private final Dict fuse = Dict.builder().putUint("trusted.afr.dirty", 12).putUint("trusted.afr.vol-client-0", 12)
            .putUint("trusted.afr.vol-client-1", 12).putUint("trusted.afr.vol-client-2", 12).putInt("list-xattr", 1)
            .putUint("glusterfs.inodelk-count", 0).putUint("glusterfs.entrylk-count", 0)
            .putUint("glusterfs.parent-entrylk", 0).putText("link-count", "glusterfs.xattrop_index_count")
            .putUint("trusted.glusterfs.mdata", 57).putUint("security.capability", 0).putUint("security.ima", 0)
            .build();

    private NamedFopsBench(TestBrick brick) {
        this.brick = brick;
        brick.caller = brick.stamping(TestBrick.CREATE_TIMES, 1_900_000_000, 1);
        dir = brick.mkdir(brick.mkdir(Gfid.ROOT, "a"), "b");
        for (int i = 0; i < FILES; i++) {
            TestBrick.Created file = brick.create(dir, "f" + i);
            brick.write(file, 0, "x".repeat(READ_BYTES));
            files.add(file);
        }
    }

    public static void main(String[] args) throws Exception {
        try (TestBrick brick = new TestBrick()) {
            NamedFopsBench bench = new NamedFopsBench(brick);
            Dict no = Dict.NULL;
            bench.report("lookup named", i -> new Lookup(Gfid.NONE, bench.dir, 0, "f" + i, no));
            bench.report("lookup named, fuse", i -> new Lookup(Gfid.NONE, bench.dir, 0, "f" + i, bench.fuse));
            bench.report("lookup gfid, fuse", i -> new Lookup(bench.gfid(i), Gfid.NONE, 0, "", bench.fuse));
            bench.report("lookup absent", i -> new Lookup(Gfid.NONE, bench.dir, 0, "none" + i, bench.fuse));
            bench.report("stat", i -> new Stat(bench.gfid(i), no));
            bench.report("stat directory", i -> new Stat(bench.dir, no));
            bench.report("read fd", i -> new Read(bench.gfid(i), bench.files.get(i).fd(), 0, READ_BYTES, 0, no));
            bench.report("read anonymous", i -> new Read(bench.gfid(i), -2, 0, READ_BYTES, 0, no));
            bench.report("write fd", i -> new Write(bench.gfid(i), bench.files.get(i).fd(), 0, 1, 0, no,
                    java.nio.ByteBuffer.allocate(1)));
            bench.changes();
        }
    }

    private Gfid gfid(int i) {
        return files.get(i).gfid();
    }

    private void report(String what, IntFunction<FopRequest> request) {
        long[] nanos = new long[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            long took = run(request);
            if (round >= 0) {
                nanos[round] = took;
            }
        }
        print(what, nanos);
    }

    private void changes() {
        long[][] nanos = new long[3][ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            long create = run(i -> new Create(dir, 0302, 0100644, 0, "n" + i, TestBrick.gfidRequest(Gfid.random())));
            run(i -> new Release(Gfid.NONE, FILES + i, Dict.NULL));
            long rename = run(i -> new Rename(dir, dir, "n" + i, "m" + i, Dict.NULL));
            long unlink = run(i -> new Unlink(dir, "m" + i, 0, Dict.NULL));
            if (round >= 0) {
                nanos[0][round] = create;
                nanos[1][round] = rename;
                nanos[2][round] = unlink;
            }
        }
        print("create", nanos[0]);
        print("rename", nanos[1]);
        print("unlink", nanos[2]);
    }

    private long run(IntFunction<FopRequest> request) {
        FopRequest[] all = new FopRequest[FILES];
        Arrays.setAll(all, request);
        long start = System.nanoTime();
        for (FopRequest one : all) {
            brick.storage.execute(one, brick.caller);
        }
        return (System.nanoTime() - start) / FILES;
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "%-20s %7d ns%n", what, nanos[nanos.length / 2]);
    }
}
