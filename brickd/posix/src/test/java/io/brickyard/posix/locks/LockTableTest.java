package io.brickyard.posix.locks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LockTableTest {
    private static final Gfid G = Gfid.parse("12345678-0000-4000-8000-000000000001");
    private static final String XL = "vol-replicate-0";
    private static final String HEAL = "vol-replicate-0:self-heal";

    private final List<String> events = new ArrayList<>();
    private long nowNanos;
    private final ContentionNotices notices = new ContentionNotices(
            (gfid, domain, held) -> events.add("notice " + held.owner().client()), () -> nowNanos);
    private final LockTable table = new LockTable(notices, 1000);

    @BeforeEach
    void shouldKeepPace() {
        notices.setPace(new ContentionNotices.Pace(true, 5));
    }

    @AfterEach
    void shouldForgetInodesWithoutLocks() {
        table.disconnect("a");
        table.disconnect("b");
        table.disconnect("c");
        assertEquals(0, table.lockedInodes());
        assertEquals(0, table.lockCount());
    }

    @Test
    void shouldRefuseLocksWhenMemoryHoldsNoMore() {
        LockTable small = new LockTable(notices, 3);
        EntryLock name = new EntryLock("n", 1, owner("b", 1));
        assertEquals(LockOutcome.GRANTED, small.inodelk(G, XL, lock("a", 0, 1, true), false, granted -> {}));
        assertEquals(LockOutcome.QUEUED, small.inodelk(G, XL, lock("b", 0, 1, true), true, granted -> {}));
        assertEquals(LockOutcome.GRANTED, small.entrylk(G, XL, name, false, granted -> {}));
        assertEquals(LockOutcome.NO_ROOM, small.inodelk(G, HEAL, lock("a", 0, 1, true), true, granted -> {}));
        assertEquals(LockOutcome.GRANTED, small.entryUnlock(G, XL, name));
        assertEquals(LockOutcome.GRANTED, small.inodelk(G, HEAL, lock("a", 0, 1, true), true, granted -> {}));
        small.disconnect("a");
        small.disconnect("b");
        assertEquals(0, small.lockCount());
    }

    private static LockOwner owner(String client, long owner) {
        return new LockOwner(client, LkOwner.of(owner));
    }

    private static InodeLock lock(String client, long start, long length, boolean exclusive) {
        return new InodeLock(ByteRange.of(start, length), exclusive, owner(client, 1), 7);
    }

    private LockOutcome inodelk(String domain, InodeLock lock, boolean block) {
        return inodelk(domain, lock, block, 0);
    }

    private LockOutcome inodelk(String domain, InodeLock lock, boolean block, long now) {
        nowNanos = now;
        return table.inodelk(G, domain, lock, block,
                granted -> events.add((granted ? "granted " : "given up ") + lock.owner().client()));
    }

    @Test
    void shouldConflictOnlyWhenRangesOwnersAndTypesMeetInOneDomain() {
        assertEquals(LockOutcome.GRANTED, inodelk(XL, lock("a", 0, 10, true), false));
        assertEquals(LockOutcome.AGAIN, inodelk(XL, lock("b", 9, 1, false), false));
        assertEquals(LockOutcome.AGAIN, inodelk(XL, lock("b", 0, 0, false), false));
        assertEquals(LockOutcome.GRANTED, inodelk(XL, lock("b", 10, 0, true), false));
        assertEquals(LockOutcome.GRANTED, inodelk(HEAL, lock("b", 0, 0, true), false));
        assertEquals(LockOutcome.GRANTED, inodelk(XL, lock("a", 5, 2, true), false));
        assertEquals(LockOutcome.GRANTED, inodelk("r", lock("a", 0, 0, false), false));
        assertEquals(LockOutcome.GRANTED, inodelk("r", lock("b", 0, 0, false), false));
        assertEquals(LockOutcome.AGAIN, inodelk("r", lock("c", 0, 0, true), false));
    }

    @Test
    void shouldKeepMetadataApartWhenDataIsLockedWhole() {
        assertEquals(LockOutcome.GRANTED, inodelk(XL, lock("a", 0, 0, true), false));
        InodeLock metadata = lock("b", InodeLock.METADATA_START, 0, true);
        assertEquals(LockOutcome.GRANTED, inodelk(XL, metadata, false));
        assertEquals(2, table.inodelkCount(G));
        assertEquals(1, table.inodelkCount(G, XL));
        assertEquals(LockOutcome.GRANTED, table.inodeUnlock(G, XL, metadata));
        assertEquals(1, table.inodelkCount(G));
    }

    @Test
    void shouldStackAndNeedExactUnlocksWhenOneOwnerLocksTwice() {
        InodeLock lock = lock("a", 0, 10, true);
        inodelk(XL, lock, false);
        inodelk(XL, lock, false);
        assertEquals(LockOutcome.INVALID, table.inodeUnlock(G, XL, lock("a", 0, 9, true)));
        assertEquals(LockOutcome.INVALID, table.inodeUnlock(G, XL, lock("b", 0, 10, true)));
        assertEquals(LockOutcome.INVALID, table.inodeUnlock(G, HEAL, lock));
        assertEquals(LockOutcome.GRANTED, table.inodeUnlock(G, XL, lock("a", 0, 10, false)));
        assertEquals(LockOutcome.AGAIN, inodelk(XL, lock("b", 0, 1, true), false));
        assertEquals(LockOutcome.GRANTED, table.inodeUnlock(G, XL, lock));
        assertEquals(LockOutcome.INVALID, table.inodeUnlock(G, XL, lock));
        assertEquals(LockOutcome.INVALID,
                inodelk(XL, new InodeLock(ByteRange.ALL, true, new LockOwner("a", LkOwner.NONE), 1), true));
    }

    @Test
    void shouldGrantInOrderWhenRoomIsMade() {
        InodeLock first = lock("a", 0, 0, true);
        inodelk(XL, first, false);
        assertEquals(LockOutcome.QUEUED, inodelk(XL, lock("b", 0, 10, true), true));
        assertEquals(LockOutcome.QUEUED, inodelk(XL, lock("c", 5, 10, true), true));
        assertEquals(3, table.inodelkCount(G, XL));
        events.clear();
        table.inodeUnlock(G, XL, first);
        assertEquals(List.of("granted b", "notice b"), events);
        table.inodeUnlock(G, XL, lock("b", 0, 10, true));
        assertEquals(List.of("granted b", "notice b", "granted c"), events);
    }

    @Test
    void shouldNotStarveAWaiterWhenNewcomersWouldFit() {
        inodelk(XL, lock("a", 0, 0, false), false);
        inodelk(XL, lock("b", 0, 0, true), true);
        assertEquals(LockOutcome.AGAIN, inodelk(XL, lock("c", 0, 0, false), false));
        assertEquals(LockOutcome.GRANTED, inodelk(XL, lock("a", 3, 1, false), false));
        assertEquals(LockOutcome.QUEUED, inodelk(XL, lock("c", 0, 0, false), true));
        events.clear();
        table.inodeUnlock(G, XL, lock("a", 3, 1, false));
        table.inodeUnlock(G, XL, lock("a", 0, 0, false));
        assertEquals(List.of("granted b", "notice b"), events);
    }

    @Test
    void shouldAskTheHolderOncePerDelayWhenRequestsMeetItsLock() {
        inodelk(XL, lock("a", 0, 0, true), false, 0);
        inodelk(XL, lock("b", 0, 0, true), false, 1);
        inodelk(XL, lock("b", 0, 0, true), false, 5);
        assertEquals(List.of("notice a"), events);
        inodelk(XL, lock("c", 0, 0, true), true, 6);
        assertEquals(List.of("notice a", "notice a"), events);
        InodeLock sameClient = new InodeLock(ByteRange.ALL, true, owner("a", 2), 7);
        inodelk(XL, sameClient, false, 11);
        assertEquals(3, events.size());
    }

    @Test
    void shouldAskTheNextHolderWhenALockChangesHandsAndOthersWaitOn() {
        inodelk(XL, lock("a", 0, 0, true), false, 0);
        inodelk(XL, lock("b", 0, 0, true), true, 0);
        inodelk(XL, lock("c", 0, 0, true), true, 0);
        inodelk(XL, lock("d", 0, 0, true), true, 0);
        events.clear();
        table.disconnect("a");
        assertEquals(List.of("granted b", "notice b"), events);
        events.clear();
        ClearLocks clear = Objects.requireNonNull(ClearLocks.parse("glusterfs.clrlk.tinode.kgranted"));
        table.clear(G, clear);
        assertEquals(List.of("granted c", "notice c"), events);
        events.clear();
        table.inodeUnlock(G, XL, lock("c", 0, 0, true));
        assertEquals(List.of("granted d"), events, "nobody waits for it");
        table.disconnect("d");
    }

    @Test
    void shouldAskEachHolderOnceWhenSeveralWaitForIt() {
        notices.setPace(new ContentionNotices.Pace(true, 0));
        inodelk(XL, lock("a", 0, 10, true), false, 0);
        inodelk(XL, lock("b", 20, 10, true), false, 0);
        inodelk(XL, lock("c", 0, 0, true), true, 0);
        inodelk(XL, new InodeLock(ByteRange.ALL, true, owner("c", 2), 7), true, 0);
        events.clear();
        table.inodeUnlock(G, XL, lock("a", 0, 10, true));
        assertEquals(List.of("notice b"), events);
        notices.setPace(new ContentionNotices.Pace(false, 0));
        events.clear();
        assertEquals(LockOutcome.AGAIN, inodelk(XL, lock("d", 20, 1, true), false, 0));
        assertEquals(List.of(), events, "notices are off");
    }

    @Test
    void shouldAskForEachLockApartWhenOneOwnerHoldsTheSameRangeInTwoDomains() {
        inodelk(XL, lock("a", 0, 0, true), false, 0);
        inodelk(HEAL, lock("a", 0, 0, true), false, 0);
        inodelk(XL, lock("b", 0, 0, true), false, 1);
        inodelk(HEAL, lock("b", 0, 0, true), false, 1);
        assertEquals(List.of("notice a", "notice a"), events);
        table.inodeUnlock(G, XL, lock("a", 0, 0, true));
        inodelk(HEAL, lock("b", 0, 0, true), false, 2);
        assertEquals(2, events.size(), "the other one was asked for just now");
    }

    @Test
    void shouldUnlockTheNewestWhenOneOwnerStackedAReadOnAWriteLock() {
        inodelk(XL, lock("a", 0, 0, true), false);
        inodelk(XL, lock("a", 0, 0, false), false);
        table.inodeUnlock(G, XL, lock("a", 0, 0, true));
        assertEquals(LockOutcome.AGAIN, inodelk(XL, lock("b", 0, 0, false), false));
        inodelk(HEAL, lock("a", 0, 0, false), false);
        inodelk(HEAL, lock("a", 0, 0, true), false);
        table.inodeUnlock(G, HEAL, lock("a", 0, 0, true));
        assertEquals(LockOutcome.GRANTED, inodelk(HEAL, lock("b", 0, 0, false), false));
    }

    @Test
    void shouldPassAWaiterWhenItsOwnRequestWaitsToo() {
        inodelk(XL, lock("a", 0, 10, true), false);
        inodelk(XL, lock("b", 0, 30, true), true);
        assertEquals(LockOutcome.AGAIN, inodelk(XL, lock("c", 20, 5, true), false));
        assertEquals(LockOutcome.QUEUED, inodelk(XL, lock("c", 5, 1, true), true));
        assertEquals(LockOutcome.GRANTED, inodelk(XL, lock("c", 20, 5, true), false));
    }

    @Test
    void shouldGrantNothingToAClientThatIsGoneUntilItIsForgotten() {
        table.disconnect("a");
        assertEquals(LockOutcome.GONE, inodelk(XL, lock("a", 0, 0, true), true));
        assertEquals(LockOutcome.GONE, entrylk("a", "x", true));
        assertEquals(LockOutcome.GONE, lk(posix("a", 0, 0, true), true));
        assertEquals(LockOutcome.GONE, table.beginRemoval(G, "a", granted -> {}));
        assertEquals(0, table.lockedInodes());
        table.forget("a");
        assertEquals(LockOutcome.GRANTED, inodelk(XL, lock("a", 0, 0, true), true));
    }

    @Test
    void shouldDropLocksAndWaitersWhenAClientGoes() {
        inodelk(XL, lock("a", 0, 0, true), false);
        inodelk(XL, lock("b", 0, 0, true), true);
        inodelk(XL, lock("c", 0, 0, true), true);
        table.entrylk(G, XL, new EntryLock("n", 1, owner("a", 1)), false, g -> {});
        events.clear();
        table.disconnect("b");
        assertEquals(List.of("given up b"), events);
        table.disconnect("a");
        assertEquals(List.of("given up b", "granted c"), events);
        assertEquals(0, table.entrylkCount(G));
        table.disconnect("c");
        assertEquals(0, table.lockedInodes());
    }

    private LockOutcome entrylk(String client, @org.jspecify.annotations.Nullable String name, boolean block) {
        return table.entrylk(G, XL, new EntryLock(name, 1, owner(client, 1)), block,
                granted -> events.add((granted ? "granted " : "given up ") + client));
    }

    @Test
    void shouldLockNamesOrTheWholeDirectoryWhenEntriesChange() {
        assertEquals(LockOutcome.GRANTED, entrylk("a", "x", false));
        assertEquals(LockOutcome.GRANTED, entrylk("b", "y", false));
        assertEquals(LockOutcome.AGAIN, entrylk("b", "x", false));
        assertEquals(LockOutcome.AGAIN, entrylk("b", null, false));
        assertEquals(LockOutcome.QUEUED, entrylk("c", null, true));
        assertEquals(LockOutcome.AGAIN, entrylk("d", "z", false));
        assertTrue(table.isNameLocked(G, "x"));
        assertFalse(table.isNameLocked(G, "z"));
        assertEquals(3, table.entrylkCount(G));
        assertEquals(LockOutcome.INVALID, table.entryUnlock(G, XL, new EntryLock("x", 0, owner("a", 1))));
        assertEquals(LockOutcome.GRANTED, table.entryUnlock(G, XL, new EntryLock("x", 1, owner("a", 1))));
        assertEquals(LockOutcome.GRANTED, table.entryUnlock(G, XL, new EntryLock("y", 1, owner("b", 1))));
        assertEquals(List.of("granted c"), events);
        assertEquals(LockOutcome.AGAIN, entrylk("a", "x", false));
        assertFalse(table.isNameLocked(G, "x"));
    }

    private static PosixLock posix(String client, long start, long length, boolean exclusive) {
        return new PosixLock(ByteRange.of(start, length), exclusive, owner(client, 1), 7, 0);
    }

    private LockOutcome lk(PosixLock lock, boolean block) {
        return table.posixLock(G, lock, block,
                granted -> events.add((granted ? "granted " : "given up ") + lock.owner().client()));
    }

    @Test
    void shouldSplitAndMergeWhenRangesOverlap() {
        lk(posix("a", 0, 100, true), false);
        table.posixUnlock(G, ByteRange.of(40, 20), owner("a", 1));
        assertEquals(2, table.posixlkCount(G));
        assertNull(table.posixConflict(G, posix("b", 40, 20, true)));
        PosixLock conflict = table.posixConflict(G, posix("b", 0, 0, false));
        assertNotNull(conflict);
        assertEquals(new ByteRange(0, 39), conflict.range());
        lk(posix("a", 40, 20, true), false);
        assertEquals(1, table.posixlkCount(G));
        lk(posix("a", 50, 10, false), false);
        assertEquals(3, table.posixlkCount(G));
        assertEquals(LockOutcome.GRANTED, lk(posix("b", 50, 10, false), false));
        assertEquals(LockOutcome.AGAIN, lk(posix("b", 49, 2, false), false));
    }

    @Test
    void shouldWaitAndBeGrantedWhenPosixLocksGo() {
        lk(posix("a", 0, 0, true), false);
        assertEquals(LockOutcome.QUEUED, lk(posix("b", 0, 10, true), true));
        assertEquals(LockOutcome.QUEUED, lk(posix("c", 5, 10, true), true));
        table.flush(G, owner("a", 1));
        assertEquals(List.of("granted b"), events);
        table.release(G, "b", 0);
        assertEquals(List.of("granted b", "granted c"), events);
        table.release(G, "c", 1);
        assertEquals(1, table.posixlkCount(G));
        assertEquals(1, table.posixLocks(G).size());
        ClearLocks all = ClearLocks.parse("glusterfs.clrlk.tposix.kgranted");
        assertEquals(new ClearLocks.Cleared(0, 1), table.clear(G, Objects.requireNonNull(all)));
        assertEquals(List.of(), table.posixLocks(G));
        assertEquals(0, table.lockedInodes());
    }

    @Test
    void shouldGiveUpOnlyTheOwnersWaitForTheRangeWhenInterrupted() {
        ByteRange range = ByteRange.of(0, 10);
        lk(posix("a", 0, 0, true), false);
        for (String client : List.of("b", "c")) {
            table.posixLock(G, posix(client, 0, 10, true), true, new LockWaiter() {
                @Override
                public void done(boolean granted) {
                    events.add("done " + client);
                }

                @Override
                public void interrupted() {
                    events.add("interrupted " + client);
                }
            });
        }
        assertEquals(0, table.interrupt(G, ByteRange.of(0, 0), owner("b", 1)));
        assertEquals(0, table.interrupt(G, range, owner("b", 2)));
        assertEquals(0, table.interrupt(G, range, owner("a", 1)));
        assertEquals(1, table.interrupt(G, range, owner("b", 1)));
        assertEquals(List.of("interrupted b"), events);
        table.flush(G, owner("a", 1));
        assertEquals(List.of("interrupted b", "done c"), events);
    }
}
