package io.brickyard.xlator.throttle;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Rchecksum;
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
    private static final int CALLS = 300;

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

    private static Call sum(Session session, int pid, long bytes) {
        return new Call(new Rchecksum(OTHER, 1, 0, bytes, 0, Dict.NULL), session, Credential.root(pid),
                System.nanoTime());
    }

    /** So many calls behind so much debt that, for all that a test sees, they wait for ever. */
    private Replies holdBack(int calls, Gfid gfid) {
        throttle.adopt(policy("self-heal=1B; max-wait=600s"));
        throttle.wind(sum(session, ReservedPid.SELF_HEAL, 1 << 30), reply -> {});
        Replies replies = new Replies(calls);
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
        assertEquals(3, heals.missing());
        assertEquals(3, throttle.view().find("self-heal").orElseThrow().figures().queuedCalls());
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
        assertEquals(50, heals.missing());
        assertEquals(1, below.calls().size());
    }

    @Test
    void shouldKeepDebtWhenAClientComesBack() {
        throttle.adopt(policy("all each=1MiB"));
        Session first = new Session("same", "fuse", "127.0.0.1:1");
        throttle.wind(sum(first, 1, 1 << 30), reply -> {});
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
        assertEquals(5, elsewhere.missing(), "only what is locked goes");
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
    void shouldChargeAReadForWhatThereWas() {
        throttle.adopt(policy("all rate=1MiB each=1MiB"));
        Replies replies = new Replies(100);
        for (int i = 0; i < 100; i++) {
            throttle.wind(new Call(new Read(FILE, 1, 0, 1 << 20, 0, Dict.NULL), session, Credential.root(1),
                    System.nanoTime()), replies.of(i));
        }
        replies.awaitAll();
        RuleFigures figures = throttle.view().find("all").orElseThrow().figures();
        assertEquals(100, figures.admitted());
        assertEquals(100 * Unit.LEAST_BYTES, figures.admittedCost());
    }

    @Test
    void shouldOnlyCountWhenItObserves() {
        throttle.adopt(policy("observe; all=1B"));
        Replies replies = new Replies(100);
        for (int i = 0; i < 100; i++) {
            throttle.wind(sum(session, 1, 4096), replies.of(i));
        }
        replies.awaitAll();
        assertTrue(throttle.view().find("all").orElseThrow().figures().waits() >= 80);
    }

    @Test
    void shouldTellWhatIsAboveThatACallIsParkedWhenItWaits() throws InterruptedException {
        throttle.adopt(policy("all=1000fops burst=1ms"));
        AtomicInteger parked = new AtomicInteger();
        CountDownLatch replied = new CountDownLatch(CALLS);
        for (int i = 0; i < CALLS; i++) {
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
                    parked.addAndGet(1000);
                }
            });
        }
        assertTrue(replied.await(60, TimeUnit.SECONDS));
        assertTrue(parked.get() > 0 && parked.get() / 1000 == parked.get() % 1000, "parked " + parked.get());
    }
}
