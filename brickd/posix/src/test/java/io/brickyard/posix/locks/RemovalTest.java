package io.brickyard.posix.locks;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Removals and inodelks; the refusals were seen on a stock brick with two clients. */
class RemovalTest {
    private static final Gfid G = Gfid.parse("12345678-0000-4000-8000-000000000001");

    private final List<String> events = new ArrayList<>();
    private final LockTable table = new LockTable(new ContentionNotices(
            (gfid, domain, held) -> events.add("notice " + held.owner().client() + " " + domain), () -> 0), 1000);

    private static InodeLock lock(String client, long start, int pid) {
        return new InodeLock(ByteRange.of(start, 10), true, new LockOwner(client, LkOwner.of(1)), pid);
    }

    private LockOutcome lock(InodeLock lock, boolean block) {
        return table.inodelk(G, "dom", lock, block,
                granted -> events.add((granted ? "locked " : "given up ") + lock.owner().client()));
    }

    private LockOutcome remove(String client) {
        return table.beginRemoval(G, client,
                granted -> events.add((granted ? "removes " : "gave up ") + client));
    }

    @Test
    void shouldWaitForOtherClientsWhenTheyHoldLocks() {
        lock(lock("a", 0, 7), false);
        lock(lock("a", InodeLock.METADATA_START, 7), false);
        assertEquals(LockOutcome.QUEUED, remove("b"));
        assertEquals(List.of("notice a dom", "notice a dom:metadata"), events.stream().sorted().toList());
        assertEquals(LockOutcome.AGAIN, lock(lock("b", 50, 7), false), "whatever the range");
        assertEquals(LockOutcome.GRANTED, lock(lock("a", 60, 7), false), "a holder goes on");
        assertEquals(LockOutcome.GRANTED, lock(lock("shd", 70, -6), false), "internal clients pass");
        events.clear();
        table.inodeUnlock(G, "dom", lock("a", 0, 7));
        table.inodeUnlock(G, "dom", lock("a", InodeLock.METADATA_START, 7));
        assertEquals(List.of(), events);
        table.inodeUnlock(G, "dom", lock("a", 60, 7));
        assertEquals(List.of("removes b"), events);
        table.endRemoval(G);
        table.inodeUnlock(G, "dom", lock("shd", 70, -6));
        assertEquals(0, table.lockedInodes());
    }

    @Test
    void shouldLetNewcomersWaitWhenARemovalRuns() {
        assertEquals(LockOutcome.GRANTED, remove("b"));
        assertEquals(LockOutcome.GRANTED, remove("c"));
        assertEquals(LockOutcome.QUEUED, lock(lock("a", 0, 7), true));
        assertEquals(LockOutcome.QUEUED, lock(lock("c", 5, 7), true));
        assertEquals(2, table.inodelkCount(G));
        table.endRemoval(G);
        assertEquals(List.of(), events);
        table.endRemoval(G);
        assertEquals(List.of("locked a"), events.stream().filter(e -> e.startsWith("locked")).toList());
        table.disconnect("a");
        assertEquals("locked c", events.getLast());
        table.disconnect("c");
        assertEquals(0, table.lockedInodes());
    }

    @Test
    void shouldNotWaitForItselfNorForHealersWhenOnlyTheyHoldLocks() {
        lock(lock("b", 0, 7), false);
        lock(lock("shd", 50, -6), false);
        assertEquals(LockOutcome.GRANTED, remove("b"));
        table.endRemoval(G);
        table.disconnect("b");
        table.disconnect("shd");
        assertEquals(0, table.lockedInodes());
    }

    @Test
    void shouldGiveUpWhatWaitsWhenItsClientGoes() {
        lock(lock("a", 0, 7), false);
        remove("b");
        lock(lock("c", 50, 7), true);
        events.clear();
        table.disconnect("b");
        assertEquals(List.of("gave up b", "locked c"), events);
        table.forget("b");
        remove("b");
        table.disconnect("a");
        table.disconnect("c");
        assertEquals("removes b", events.getLast());
        table.endRemoval(G);
        assertEquals(0, table.lockedInodes());
    }
}
