package io.brickyard.brickd;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.brickyard.peers.BrickGraph;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.Entrylk;
import io.brickyard.wire.fop.Fentrylk;
import io.brickyard.wire.fop.Finodelk;
import io.brickyard.wire.fop.Flush;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Fstat;
import io.brickyard.wire.fop.Getactivelk;
import io.brickyard.wire.fop.GetactivelkReply;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Lk;
import io.brickyard.wire.fop.LkReply;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.type.LockCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What glusterfsd and this server answer to those who lock, ask who locks, or ask how many do. */
class SameLockAnswersPeerIT {
    private static final Gfid FILE = new Gfid(0x0123456789ab4000L, 0x8000000000000002L);

    private WorkDirectory work;

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.GLUSTERFSD, Peer.SETFATTR);
        work = WorkDirectory.create("same-lock-answers");
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    private static long create(HearingClient client) throws Exception {
        return ((CreateReply) client.ask(1, new Create(Gfid.ROOT, 0102, 0100644, 0, "f",
                Dict.builder().putGfid("gfid-req", FILE).build()))).fd();
    }

    private static Flock flock(int type, long start, long length, long owner) {
        return new Flock(type, 0, start, length, 77, owner == 0 ? LkOwner.NONE : LkOwner.of(owner));
    }

    private static Lk lk(long fd, int command, int type, long start, long length, long owner) {
        return new Lk(FILE, fd, command, type, flock(type, start, length, owner), Dict.NULL);
    }

    /** The range in the answer is of use to those alone who ask whose it is. */
    private static String told(FopRequest request, FopReply reply) {
        String status = reply.failed() ? "errno " + reply.opErrno() : "ok";
        return status + switch (reply) {
            case LkReply lock when request instanceof Lk lk && lk.command() == LockCommand.GETLK ->
                " " + told(lock.flock());
            case GetactivelkReply locks -> " " + locks.locks().stream()
                    .map(lock -> told(lock.flock())).toList();
            default -> "";
        };
    }

    private static String told(Flock lock) {
        return lock.type() + " " + lock.start() + "+" + lock.length() + " pid " + lock.pid() + " of " + lock.owner();
    }

    @Test
    void shouldOwnByTheCredentialWhenTheRangeNamesAnother() throws Exception {
        TwinBricks.assertSame(work, BrickGraph.Features.USUAL, (stage, told) -> {
            try (HearingClient a = stage.client("a")) {
                long fd = create(a);
                FopRequest active = new Getactivelk(FILE, Dict.NULL);
                List<FopRequest> requests = List.of(
                        lk(fd, LockCommand.SETLK, Flock.WRITE, 0, 10, 5),
                        lk(fd, LockCommand.GETLK, Flock.WRITE, 0, 10, 5),
                        lk(fd, LockCommand.GETLK, Flock.WRITE, 20, 10, 5),
                        lk(fd, LockCommand.GETLK, Flock.WRITE, 20, 10, 0),
                        lk(fd, LockCommand.SETLK, Flock.READ, 5, 10, 6),
                        lk(fd, LockCommand.SETLK, Flock.UNLOCK, 0, 2, 7),
                        active);
                for (long owner : new long[]{9, 5}) {
                    for (FopRequest request : requests) {
                        told.add("owner " + owner + " " + request + " " + told(request, a.ask(owner, request)));
                    }
                }
                told.add("flushed by 5 " + a.call(5, new Flush(FILE, fd, Dict.NULL)));
                told.add(told(active, a.ask(1, active)));
                told.add("flushed by 9 " + a.call(9, new Flush(FILE, fd, Dict.NULL)));
                told.add(told(active, a.ask(1, active)));
            }
        });
    }

    @Test
    void shouldRefuseLocksAsGlusterfsdWhenTheGraphHasNone() throws Exception {
        TwinBricks.assertSame(work, new BrickGraph.Features(Optional.empty(), false), (stage, told) -> {
            try (HearingClient a = stage.client("a")) {
                long fd = create(a);
                for (FopRequest request : List.of(
                        lk(fd, LockCommand.SETLK, Flock.WRITE, 0, 10, 5),
                        new Inodelk(FILE, 1, 1, flock(1, 0, 0, 0), "x", Dict.NULL),
                        new Finodelk(FILE, fd, 1, 1, flock(1, 0, 0, 0), "x", Dict.NULL),
                        new Entrylk(Gfid.ROOT, 0, 1, 1, "n", "x", Dict.NULL),
                        new Fentrylk(Gfid.ROOT, fd, 0, 1, 1, "n", "x", Dict.NULL))) {
                    told.add(request.fop() + " " + a.call(1, request));
                }
            }
        });
    }

    private static Dict wish(String key) {
        return key.equals("glusterfs.inodelk-dom-count") ? Dict.builder().putText(key, "x").build()
                : Dict.builder().putUint(key, 0).build();
    }

    @Test
    void shouldCountLocksAsGlusterfsdWhenXdataAsks() throws Exception {
        TwinBricks.assertSame(work, BrickGraph.Features.USUAL, (stage, told) -> {
            try (HearingClient a = stage.client("a")) {
                long fd = create(a);
                counts(a, fd, told);
                told.add(a.call(1, new Inodelk(FILE, 1, 1, flock(1, 0, 10, 0), "x", Dict.NULL)));
                told.add(a.call(2, new Inodelk(FILE, 1, 1, flock(1, 20, 10, 0), "x", Dict.NULL)));
                told.add(a.call(1, new Inodelk(FILE, 1, 1, flock(1, 0, 10, 0), "x:heal", Dict.NULL)));
                told.add(a.call(1, new Inodelk(FILE, 1, 0, flock(0, Long.MAX_VALUE - 1, 0, 0), "x", Dict.NULL)));
                told.add(a.call(1, new Entrylk(FILE, 2, 1, 1, "n", "x", Dict.NULL)));
                told.add(a.call(1, new Entrylk(Gfid.ROOT, 2, 1, 1, "f", "x", Dict.NULL)));
                told.add(a.call(1, new Entrylk(Gfid.ROOT, 2, 1, 0, "", "y", Dict.NULL)));
                told.add(a.call(1, lk(fd, LockCommand.SETLK, Flock.WRITE, 0, 10, 5)));
                told.add(a.call(1, lk(fd, LockCommand.SETLK, Flock.WRITE, 20, 10, 5)));
                counts(a, fd, told);
            }
        });
    }

    private static void counts(HearingClient client, long fd, List<String> told) throws Exception {
        for (String key : List.of("glusterfs.inodelk-count", "glusterfs.inodelk-dom-count",
                "glusterfs.inodelk-dom-prefix:x", "glusterfs.inodelk-dom-prefix:x:heal",
                "glusterfs.inodelk-dom-prefix:",
                "glusterfs.inodelk-dom-prefix:nobody", "glusterfs.posixlk-count", "glusterfs.entrylk-count",
                "glusterfs.parent-entrylk")) {
            Dict wish = wish(key);
            List<FopRequest> requests = new ArrayList<>(List.of(new Lookup(FILE, Gfid.NONE, 0, "", wish),
                    new Lookup(Gfid.NONE, Gfid.ROOT, 0, "f", wish), new Fstat(FILE, fd, wish),
                    new Lookup(Gfid.NONE, Gfid.ROOT, 0, "absent", wish),
                    new Lookup(Gfid.ROOT, Gfid.NONE, 0, "", wish),
                    new Write(FILE, fd, 0, 1, 2, wish, ByteBuffer.wrap(new byte[1]))));
            for (FopRequest request : requests) {
                FopReply reply = client.ask(1, request);
                Map<String, String> all = new TreeMap<>();
                reply.xdata().forEach((k, value) -> {
                    if (k.startsWith("glusterfs.")) {
                        all.put(k, value.toString());
                    }
                });
                told.add(key + " " + request.fop() + " " + (request instanceof Lookup l ? l.bname() + l.gfid() : "")
                        + " " + all);
            }
        }
    }
}
