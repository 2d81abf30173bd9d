package io.brickyard.xlator.throttle;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.ReservedPid;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.type.LockCommand;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.RecordingTranslator;
import io.brickyard.xlator.Replies;
import io.brickyard.xlator.SampleCalls;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Unwind;
import io.brickyard.xlator.throttle.policy.Policy;
import io.brickyard.xlator.throttle.policy.PolicyException;
import io.brickyard.xlator.throttle.policy.PolicyText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ThrottleTest {
    private static final Gfid FILE = new Gfid(0, 7);
    private static final Gfid OTHER = new Gfid(0, 8);

    private final RecordingTranslator below = new RecordingTranslator();
    private final Throttle throttle = new Throttle("test", Policy.NONE, below);
    private final Session session = new Session("a", "glustershd", "127.0.0.1:49151");

    @AfterEach
    void stop() {
        throttle.stop();
    }

    private static Policy policy(String text) {
        try {
            return Policy.NONE.with(PolicyText.parse(text));
        } catch (PolicyException e) {
            throw new AssertionError(e);
        }
    }

    private static Call read(Session session, Gfid gfid, int pid) {
        return new Call(new Read(gfid, 1, 0, 4096, 0, Dict.NULL), session, Credential.root(pid), System.nanoTime());
    }

    /** So many calls at a limit of which one passes and the rest wait for ever, for all that a test sees. */
    private Replies holdBack(int calls, Gfid gfid) {
        throttle.adopt(policy("self-heal=1fops; max-wait=600s"));
        // The least burst of all lets two pass.
        Replies replies = new Replies(calls);
        Unwind ignored = reply -> {};
        throttle.wind(read(session, OTHER, ReservedPid.SELF_HEAL), ignored);
        throttle.wind(read(session, OTHER, ReservedPid.SELF_HEAL), ignored);
        for (int i = 0; i < calls; i++) {
            throttle.wind(read(session, gfid, ReservedPid.SELF_HEAL), replies.of(i));
        }
        return replies;
    }

    @Test
    void shouldHaveNoThreadWhenNobodyWaits() {
        throttle.adopt(policy("all=1000000fops"));
        throttle.wind(SampleCalls.call(Fop.LOOKUP, session), reply -> {});
        assertNull(throttle.timerThread());
    }

    @Test
    void shouldHoldBackOnlyTheHealDaemonWhenHealsAreLimited() {
        Replies heals = holdBack(3, FILE);
        Replies free = new Replies(2);
        throttle.wind(read(session, FILE, 4711), free.of(0));
        throttle.wind(read(new Session("b", "fuse", "127.0.0.1:1"), FILE, ReservedPid.SELF_HEAL), free.of(1));
        free.awaitAll();
        assertTrue(heals.missing() >= 2);
        assertEquals(3, throttle.view().find("self-heal").orElseThrow().figures().queuedCalls() + 3 - heals.missing());
    }

    @Test
    void shouldReleaseAllWhenThePolicyGoes() {
        Replies heals = holdBack(50, FILE);
        throttle.adopt(Policy.NONE);
        heals.awaitAll();
    }

    @Test
    void shouldReleaseAllWhenTheServerEnds() {
        Replies heals = holdBack(50, FILE);
        throttle.open();
        heals.awaitAll();
    }

    @Test
    void shouldTakeTheQueueAlongWhenAClientDisconnects() {
        Replies heals = holdBack(50, FILE);
        throttle.disconnected(session);
        assertEquals(List.of(session), below.gone());
        assertEquals(0, throttle.view().waitingCalls());
        throttle.adopt(Policy.NONE);
        assertTrue(heals.missing() >= 48);
        assertTrue(below.calls().size() <= 4);
    }

    @Test
    void shouldKeepDebtWhenAClientComesBack() {
        throttle.adopt(policy("all each=1MiB"));
        Session first = new Session("same", "fuse", "127.0.0.1:1");
        Call large = new Call(new Read(FILE, 1, 0, 1 << 30, 0, Dict.NULL), first, Credential.root(1),
                System.nanoTime());
        throttle.wind(large, reply -> {});
        throttle.disconnected(first);
        throttle.wind(read(new Session("same", "fuse", "127.0.0.1:2"), FILE, 1), reply -> {});
        assertEquals(1, throttle.view().waitingCalls());
        throttle.wind(read(new Session("another", "fuse", "127.0.0.1:2"), FILE, 1), reply -> {});
        assertEquals(1, throttle.view().waitingCalls());
    }

    @Test
    void shouldLetTheHoldersCallsGoOnDebtWhenAnotherWantsItsLock() {
        Replies heals = holdBack(20, FILE);
        Replies elsewhere = new Replies(5);
        for (int i = 0; i < 5; i++) {
            throttle.wind(read(session, OTHER, ReservedPid.SELF_HEAL), elsewhere.of(i));
        }
        throttle.contended(session, FILE);
        heals.awaitAll();
        assertTrue(elsewhere.missing() >= 4, "only what is locked goes");
        assertTrue(throttle.view().find("self-heal").orElseThrow().buckets().getFirst().debt() >= 15);
        Replies later = new Replies(1);
        throttle.wind(read(session, FILE, ReservedPid.SELF_HEAL), later.of(0));
        later.awaitAll();
    }

    @Test
    void shouldDoAnUnlockAtOnceAndAnswerItLateWhenAHealIsInDebt() {
        Replies heals = holdBack(20, FILE);
        throttle.contended(session, FILE);
        heals.awaitAll();
        int before = below.calls().size();
        Replies unlock = new Replies(1);
        throttle.wind(lock(Flock.UNLOCK), unlock.of(0));
        assertEquals(before + 1, below.calls().size());
        assertEquals(1, unlock.missing());
        Replies lock = new Replies(1);
        throttle.wind(lock(Flock.WRITE), lock.of(0));
        lock.awaitAll();
        Replies next = new Replies(1);
        throttle.wind(read(session, FILE, ReservedPid.SELF_HEAL), next.of(0));
        assertEquals(1, next.missing(), "unlocked, so nobody waits for it");
    }

    private Call lock(int type) {
        Flock flock = new Flock(type, 0, 0, 0, 0, LkOwner.NONE);
        return new Call(new Inodelk(FILE, LockCommand.SETLK, type, flock, "d", Dict.NULL), session,
                Credential.root(ReservedPid.SELF_HEAL), System.nanoTime());
    }

    @Test
    void shouldOnlyCountWhenItObserves() {
        throttle.adopt(policy("observe; all=1fops"));
        Replies replies = new Replies(10);
        for (int i = 0; i < 10; i++) {
            throttle.wind(read(session, FILE, 1), replies.of(i));
        }
        replies.awaitAll();
        assertTrue(throttle.view().find("all").orElseThrow().figures().waits() >= 7);
    }

    @Test
    void shouldTellWhatIsAboveThatACallIsParkedWhenItWaits() throws InterruptedException {
        throttle.adopt(policy("all=20fops"));
        AtomicInteger parked = new AtomicInteger();
        CountDownLatch replied = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            throttle.wind(read(session, FILE, 1), new Unwind() {
                @Override
                public void unwind(FopReply reply) {
                    replied.countDown();
                }

                @Override
                public void parked() {
                    parked.incrementAndGet();
                }

                @Override
                public void resumed() {
                    parked.addAndGet(100);
                }
            });
        }
        assertTrue(replied.await(60, TimeUnit.SECONDS));
        assertTrue(parked.get() % 100 >= 1 && parked.get() / 100 == parked.get() % 100, "parked " + parked.get());
    }
}
