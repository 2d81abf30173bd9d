package io.brickyard.brickd;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.brickyard.peers.Await;
import io.brickyard.peers.BrickGraph;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.Entrylk;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.type.LockCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several clients and their locks on glusterfsd and on this server: who gets what, and who is asked to let go. */
class SameLockScenesPeerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String COUNT = "glusterfs.inodelk-count";
    private static final Gfid FILE = file(2);

    private WorkDirectory work;

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.GLUSTERFSD, Peer.SETFATTR);
        work = WorkDirectory.create("same-lock-scenes");
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    private static Gfid file(int n) {
        return new Gfid(0x0123456789ab4000L, 0x8000000000000000L + n);
    }

    private static BrickGraph.Features locks(String... options) {
        Map<String, String> map = new java.util.LinkedHashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            map.put(options[i], options[i + 1]);
        }
        return new BrickGraph.Features(Optional.of(map), false);
    }

    private static Create create(Gfid gfid) {
        return new Create(Gfid.ROOT, 0102, 0100644, 0, "f" + gfid.low(),
                Dict.builder().putGfid("gfid-req", gfid).build());
    }

    private static Inodelk inodelk(String domain, int command, int type, long start, long length) {
        return new Inodelk(FILE, command, type, new Flock(type, 0, start, length, 0, LkOwner.NONE), domain, Dict.NULL);
    }

    private static Inodelk lock(String domain, long start, long length) {
        return inodelk(domain, LockCommand.SETLK, Flock.WRITE, start, length);
    }

    private static Inodelk share(String domain, long start, long length) {
        return inodelk(domain, LockCommand.SETLK, Flock.READ, start, length);
    }

    private static Inodelk lockWaiting(String domain, long start, long length) {
        return inodelk(domain, LockCommand.SETLKW, Flock.WRITE, start, length);
    }

    private static Inodelk unlock(String domain, long start, long length) {
        return inodelk(domain, LockCommand.SETLK, Flock.UNLOCK, start, length);
    }

    /** Sends a request that has to wait, and comes back when it is in the queue. */
    private static CompletableFuture<FopReply> queue(HearingClient client, long owner, Inodelk request)
            throws Exception {
        long before = count(client);
        CompletableFuture<FopReply> waiting = client.send(owner, request);
        Await.until("the request waits", LIMIT, () -> count(client) == before + 1, () -> "still " + before);
        return waiting;
    }

    private static long count(HearingClient client) {
        try {
            return client.ask(1, new Lookup(FILE, Gfid.NONE, 0, "", Dict.builder().putUint(COUNT, 0).build())).xdata()
                    .getLong(COUNT, 0);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldAskTheNextHolderWhenOthersStillWait() throws Exception {
        TwinBricks.assertSame(work, locks(), (stage, told) -> {
            try (HearingClient a = stage.client("a");
                    HearingClient b = stage.client("b");
                    HearingClient c = stage.client("c");
                    HearingClient d = stage.client("d")) {
                a.call(1, create(FILE));
                told.add("a locks " + a.call(1, lock("x", 0, 0)));
                told.add("d locks " + d.call(1, lock("y", 0, 10)));
                CompletableFuture<FopReply> second = queue(b, 1, lockWaiting("x", 0, 0));
                told.add("a is asked " + a.notice());
                CompletableFuture<FopReply> third = queue(c, 1, lockWaiting("x", 0, 0));
                told.add("a in the same five seconds " + a.notices());
                told.add("a unlocks " + a.call(1, unlock("x", 0, 0)) + ", b locks " + HearingClient.outcome(second));
                told.add("b is asked " + b.notice());
                CompletableFuture<FopReply> fourth = queue(d, 1, lockWaiting("x", 0, 0));
                b.leave();
                told.add("b goes, c locks " + HearingClient.outcome(third));
                told.add("c is asked " + c.notice());
                CompletableFuture<FopReply> fifth = queue(a, 1, lockWaiting("x", 0, 0));
                told.add("cleared " + a.call(1, new Getxattr(FILE, 1, "glusterfs.clrlk.tinode.kgranted", Dict.NULL)));
                told.add("d locks " + HearingClient.outcome(fourth));
                told.add("d is asked " + d.notices());
                told.add("d unlocks " + d.call(1, unlock("x", 0, 0)) + ", a locks " + HearingClient.outcome(fifth));
                told.add("nobody waits for a " + a.notices());
            }
        });
    }

    @Test
    void shouldAskEachHolderAgainWhenThereIsNoDelay() throws Exception {
        TwinBricks.assertSame(work, locks("notify-contention-delay", "0"), (stage, told) -> {
            try (HearingClient a = stage.client("a");
                    HearingClient b = stage.client("b");
                    HearingClient c = stage.client("c");
                    HearingClient d = stage.client("d")) {
                a.call(1, create(FILE));
                a.call(1, lock("x", 0, 10));
                b.call(1, lock("x", 20, 10));
                told.add("a " + a.notices() + " b " + b.notices());
                CompletableFuture<FopReply> third = queue(c, 1, lockWaiting("x", 0, 0));
                told.add("a is asked " + a.notice());
                told.add("b is asked " + b.notice());
                told.add("d tries " + d.call(1, lock("x", 25, 1)));
                told.add("a " + a.notices() + " b " + b.notices());
                told.add("d tries what only a waiter has " + d.call(1, lock("x", 50, 1)));
                told.add("a " + a.notices() + " b " + b.notices() + " c " + c.notices());
                told.add("a unlocks " + a.call(1, unlock("x", 0, 10)));
                told.add("a " + a.notices() + " b " + b.notices());
                told.add("b unlocks " + b.call(1, unlock("x", 20, 10)) + ", c locks " + HearingClient.outcome(third));
                told.add("c " + c.notices());
            }
        });
    }

    @Test
    void shouldAskForEachLockOfItsOwnWhenOneOwnerHoldsSeveral() throws Exception {
        TwinBricks.assertSame(work, locks(), (stage, told) -> {
            try (HearingClient a = stage.client("a"); HearingClient b = stage.client("b")) {
                a.call(1, create(FILE));
                for (String domain : List.of("x", "y")) {
                    told.add(domain + " " + a.call(1, lock(domain, 0, 0)));
                }
                for (String domain : List.of("x", "y", "x", "y")) {
                    told.add("b tries " + domain + " " + b.call(1, lock(domain, 0, 0)));
                    told.add("a is asked " + a.notices());
                }
                told.add("unlocked x " + a.call(1, unlock("x", 0, 0)));
                told.add("b tries y " + b.call(1, lock("y", 0, 0)) + " a is asked " + a.notices());
                told.add("y again " + a.call(1, lock("y", 0, 0)));
                told.add("b tries y " + b.call(1, lock("y", 0, 0)) + " a is asked " + a.notices());
                told.add("shared " + a.call(2, share("z", 0, 0)) + b.call(2, share("z", 0, 0)));
                told.add("b tries z " + b.call(1, lock("z", 5, 1)) + " " + a.notices() + b.notices());
                told.add("metadata " + a.call(3, lock("z", Long.MAX_VALUE - 1, 0)));
                told.add("b tries it " + b.call(1, lock("z", Long.MAX_VALUE - 1, 0)) + " " + a.notices());
            }
        });
    }

    @Test
    void shouldAskNobodyWhenNoticesAreOff() throws Exception {
        TwinBricks.assertSame(work, locks("notify-contention", "off", "notify-contention-delay", "0"),
                (stage, told) -> {
                    try (HearingClient a = stage.client("a"); HearingClient b = stage.client("b")) {
                        a.call(1, create(FILE));
                        a.call(1, lock("x", 0, 0));
                        told.add("b tries " + b.call(1, lock("x", 0, 0)) + " " + a.notices());
                        CompletableFuture<FopReply> waits = queue(b, 2, lockWaiting("x", 0, 0));
                        CompletableFuture<FopReply> next = queue(b, 3, lockWaiting("x", 0, 0));
                        told.add(a.notices() + " " + a.call(1, unlock("x", 0, 0)));
                        told.add(HearingClient.outcome(waits) + " " + b.notices());
                        told.add(b.call(2, unlock("x", 0, 0)) + " " + HearingClient.outcome(next));
                    }
                });
    }

    @Test
    void shouldPassWaitersOnlyAsGlusterfsdLetsThem() throws Exception {
        TwinBricks.assertSame(work, locks("notify-contention", "off"), (stage, told) -> {
            try (HearingClient a = stage.client("a");
                    HearingClient b = stage.client("b");
                    HearingClient c = stage.client("c")) {
                a.call(1, create(FILE));
                a.call(1, lock("x", 0, 10));
                CompletableFuture<FopReply> first = queue(b, 1, lockWaiting("x", 0, 30));
                told.add("a stranger " + c.call(1, lock("x", 20, 5)));
                told.add("a holder " + a.call(1, lock("x", 20, 5)));
                CompletableFuture<FopReply> waiting = queue(c, 2, lockWaiting("x", 5, 1));
                told.add("another owner " + c.call(3, lock("x", 28, 1)));
                told.add("one who waits " + c.call(2, lock("x", 26, 1)));
                told.add("one who waits, beyond " + c.call(2, lock("x", 100, 1)));
                told.add("one who waits, in another domain " + c.call(2, lock("y", 0, 0)));
                told.add("the first waiter " + b.call(1, lock("x", 28, 1)));
                told.add("are done " + first.isDone() + " " + waiting.isDone());
            }
        });
    }

    @Test
    void shouldUnlockTheSameOfSeveralAsGlusterfsdWhenOneOwnerStacksLocks() throws Exception {
        TwinBricks.assertSame(work, locks("notify-contention", "off"), (stage, told) -> {
            try (HearingClient a = stage.client("a"); HearingClient b = stage.client("b")) {
                a.call(1, create(FILE));
                for (boolean writeFirst : new boolean[]{true, false}) {
                    told.add(a.call(1, writeFirst ? lock("x", 0, 0) : share("x", 0, 0)));
                    told.add(a.call(1, writeFirst ? share("x", 0, 0) : lock("x", 0, 0)));
                    told.add("one goes " + a.call(1, unlock("x", 0, 0)));
                    told.add("a reader " + b.call(1, share("x", 0, 0)));
                    told.add("reader goes " + b.call(1, unlock("x", 0, 0)));
                    told.add("the other goes " + a.call(1, unlock("x", 0, 0)));
                    told.add("none is left " + a.call(1, unlock("x", 0, 0)));
                }
                for (int type : new int[]{0, 1}) {
                    told.add("entry "
                            + a.call(1, new Entrylk(Gfid.ROOT, LockCommand.ENTRY_LOCK_NONBLOCKING, type, 1, "n",
                                    "x", Dict.NULL)));
                }
                for (int type : new int[]{0, 0, 1, 1}) {
                    told.add("entry goes " + a.call(1, new Entrylk(Gfid.ROOT, LockCommand.ENTRY_UNLOCK, type, 1, "n",
                            "x", Dict.NULL)));
                }
            }
        });
    }

    @Test
    void shouldRefuseWithTheSameErrnoWhenALockCommandIsNotOne() throws Exception {
        TwinBricks.assertSame(work, locks(), (stage, told) -> {
            try (HearingClient a = stage.client("a")) {
                a.call(1, create(FILE));
                for (int command : new int[]{0, 1, 2, 3, 4, 5, 9, -1}) {
                    for (int type : new int[]{Flock.READ, Flock.WRITE, Flock.UNLOCK, 7}) {
                        told.add(command + " type " + type + " " + a.call(1, inodelk("x", command, type, 0, 1)));
                        told.add("clean up " + a.call(1, unlock("x", 0, 1)));
                    }
                }
                told.add("negative start " + a.call(1, lock("x", -1, 1)));
                told.add("negative length " + a.call(1, lock("x", 0, -1)));
            }
        });
    }
}
