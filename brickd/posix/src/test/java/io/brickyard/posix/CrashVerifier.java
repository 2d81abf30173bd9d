package io.brickyard.posix;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.WireFd;
import org.jspecify.annotations.Nullable;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Opens a brick after a crash and compares it with what a {@link CrashRound} acknowledged. The state of each writer's
 * directory must be the one after some step, not before the last one that is promised to last and not after the one that
 * was running; and the content of each file the one written last, unless that write is promised nothing.
 */
final class CrashVerifier {
    private final PosixStorage storage;
    private final Path brick;
    private final boolean powerLost;
    private final Caller caller = Caller.root(new FdTable());

    private CrashVerifier(PosixStorage storage, Path brick, boolean powerLost) {
        this.storage = storage;
        this.brick = brick;
        this.powerLost = powerLost;
    }

    /** Checks everything that one round left; {@code powerLost} says that only what was synced is promised. */
    static void verify(BrickOptions options, CrashRound round, boolean powerLost) throws Exception {
        BrickRoot root = BrickRoot.open(options);
        PosixStorage storage = new PosixStorage(root, options, LockCounts.NONE, ByteBuffer::allocateDirect);
        try {
            storage.emptyLandfill();
            assertEquals(List.of(), BrickCheck.run(options.directory(), KeySpace.TRUSTED).problems());
            CrashVerifier verifier = new CrashVerifier(storage, options.directory(), powerLost);
            for (int thread = 0; thread < CrashWriter.THREADS; thread++) {
                verifier.verify(round, thread);
            }
        } finally {
            storage.close();
        }
    }

    /**
     * What is promised to survive a loss of power: all steps up to {@code lasting}, and of each gfid the content if the
     * step that wrote it last, the running one included, is not after the one that synced it last. Syncing an inode
     * carries, in the journal's order, everything up to the inode's own last change (ext4 carries all, xfs no more).
     */
    private record Promise(int lasting, Map<Gfid, Integer> written, Map<Gfid, Integer> synced) {
        static Promise of(CrashScript script, int promised, int acknowledged) {
            int lasting = 0;
            Map<Gfid, Integer> changed = new HashMap<>();
            Map<Gfid, Integer> written = new HashMap<>();
            Map<Gfid, Integer> synced = new HashMap<>();
            for (int step = 1; step <= acknowledged + 1; step++) {
                CrashStep next = script.next();
                if (next.isSync() && step <= promised) {
                    lasting = Math.max(lasting, changed.getOrDefault(next.gfid(), 0));
                    synced.put(next.gfid(), step);
                } else if (!next.isSync()) {
                    changed.put(next.gfid(), step);
                    if (next.changesNames()) {
                        changed.put(next.parent(), step);
                    }
                }
                if (next.kind() == CrashStep.Kind.WRITE) {
                    written.put(next.gfid(), step);
                }
                script.advance();
            }
            return new Promise(lasting, written, synced);
        }
    }

    private void verify(CrashRound round, int thread) throws Exception {
        int acknowledged = round.steps(thread);
        Promise promise = Promise.of(round.script(thread), round.promised(thread), acknowledged);
        int from = powerLost ? promise.lasting : round.promised(thread);
        CrashScript script = round.script(thread);
        StringBuilder differences = new StringBuilder();
        while (script.done() <= acknowledged + 1) {
            if (script.done() >= from) {
                String difference = difference(script, promise, acknowledged);
                if (difference == null) {
                    return;
                }
                differences.append("\nafter step ").append(script.done()).append(": ").append(difference);
            }
            script.advance();
        }
        throw new AssertionError(script.directory() + ", promised " + from + ", acknowledged " + acknowledged
                + ", differs from every state" + differences);
    }

    private @Nullable String difference(CrashScript script, Promise promise, int acknowledged) throws Exception {
        Gfid top = lookup(Gfid.ROOT, script.directory());
        if (!script.exists() || top == null) {
            return script.exists() == (top != null) ? null : "directory " + top;
        }
        Map<String, Gfid> found = new TreeMap<>();
        try (var names = Files.list(brick.resolve(script.directory()))) {
            for (Path path : names.toList()) {
                String name = path.getFileName().toString();
                Gfid gfid = lookup(top, name);
                found.put(name, gfid == null ? Gfid.NONE : gfid);
            }
        }
        Map<String, Gfid> expected = new TreeMap<>();
        script.names().forEach((name, inode) -> expected.put(name, inode.gfid));
        if (!expected.equals(found)) {
            return "names " + found + " instead of " + expected;
        }
        for (CrashScript.Inode inode : script.names().values()) {
            String difference = inode.directory ? null : difference(inode, promise, acknowledged);
            if (difference != null) {
                return inode.gfid + ": " + difference;
            }
        }
        return null;
    }

    private @Nullable String difference(CrashScript.Inode inode, Promise promise, int acknowledged) throws Exception {
        byte[] xattr = xattr(inode.gfid, CrashStep.XATTR);
        if (!Arrays.equals(xattr, inode.xattr == 0 ? null : CrashStep.value(inode.xattr))) {
            return "xattr " + Arrays.toString(xattr);
        }
        byte[] changelog = xattr(inode.gfid, CrashStep.CHANGELOG);
        int pending = changelog == null ? 0 : ByteBuffer.wrap(changelog).getInt();
        if (pending != inode.changelog) {
            return "changelog " + pending + " instead of " + inode.changelog;
        }
        if (pending != 0 && !Files.exists(brick.resolve(".glusterfs/indices/xattrop/" + inode.gfid))) {
            return "pending heal forgotten by the index";
        }
        int written = promise.written.getOrDefault(inode.gfid, 0);
        int lasting = powerLost ? promise.synced.getOrDefault(inode.gfid, 0) : acknowledged;
        if (written == 0 || written > lasting) {
            return null;
        }
        ReadReply read = (ReadReply) run(new Read(inode.gfid, WireFd.ANONYMOUS, 0, CrashStep.MAX_BYTES, 0, Dict.NULL));
        boolean same = !read.failed() && read.payload().equals(ByteBuffer.wrap(CrashStep.content(inode.content)));
        return same ? null : "content written in step " + written + " and promised since " + lasting;
    }

    private @Nullable Gfid lookup(Gfid parent, String name) {
        FopReply reply = run(new Lookup(Gfid.NONE, parent, 0, name, Dict.NULL));
        return reply.failed() ? null : ((LookupReply) reply).stat().gfid();
    }

    private byte @Nullable [] xattr(Gfid gfid, String key) {
        FopReply reply = run(new Getxattr(gfid, 1, key, Dict.NULL));
        return reply.failed() ? null : ((XattrReply) reply).dict().getBytes(key);
    }

    private FopReply run(io.brickyard.wire.fop.FopRequest request) {
        return storage.execute(request, caller);
    }
}
