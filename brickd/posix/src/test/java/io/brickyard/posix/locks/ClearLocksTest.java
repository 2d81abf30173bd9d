package io.brickyard.posix.locks;

import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The expected texts and refusals are those of a stock 10.3 brick asked the same. */
class ClearLocksTest {
    private static final Gfid G = Gfid.parse("12345678-0000-4000-8000-000000000001");

    private final LockTable table = new LockTable(new ContentionNotices((gfid, domain, held) -> {}, () -> 0), 1000);

    private void inodelk(String domain, long start, long owner, boolean block) {
        table.inodelk(G, domain, new InodeLock(ByteRange.of(start, 10), true, new LockOwner("a", LkOwner.of(owner)), 5),
                block, granted -> {});
    }

    private String clear(String key) {
        ClearLocks what = ClearLocks.parse("glusterfs.clrlk." + key);
        assertNotNull(what, key);
        return what.answer(table.clear(G, what), "vm", "/brick");
    }

    @Test
    void shouldAnswerAsStockWhenLocksAreCleared() {
        assertEquals("No locks cleared.", clear("tinode.kall"));
        inodelk("dom", 0, 1, false);
        inodelk("dom", 20, 1, false);
        inodelk("dom2", 20, 1, false);
        inodelk("dom", 0, 2, true);
        assertEquals("No locks cleared.", clear("tinode.kgranted.0,5-10"));
        assertEquals("vm:/brick/: inode blocked locks=0 granted locks=2", clear("tinode.kgranted.0,20-10"));
        assertEquals("No locks cleared.", clear("tinode"));
        assertEquals("vm:/brick/: inode blocked locks=1 granted locks=0", clear("tinode.kblocked"));
        assertEquals("vm:/brick/: inode blocked locks=0 granted locks=1", clear("tinode.kall"));
        for (String name : new String[]{"a", "b"}) {
            table.entrylk(G, "dom", new EntryLock(name, 1, new LockOwner("a", LkOwner.of(1))), false, granted -> {});
        }
        assertEquals("vm:/brick/: entry blocked locks=0 granted locks=1", clear("tentry.kall.a"));
        assertEquals("vm:/brick/: entry blocked locks=0 granted locks=1", clear("tentry.kall"));
        assertEquals(0, table.lockedInodes());
    }

    @Test
    void shouldTakeAnInterruptOfAnyRangeThatAMountCanWaitFor() {
        String key = "glusterfs.intrlk.tposix.kblocked.";
        assertTrue(ClearLocks.isInterrupt(key + "0,0-0"));
        assertEquals(ByteRange.of(1L << 62, 5),
                ClearLocks.interruptedRange(key + "0,4611686018427387904-5"));
        assertNull(ClearLocks.interruptedRange(key + "0,9999999999999999999-5"));
        assertNull(ClearLocks.interruptedRange(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".tfoo.kall", ".tinode.kfoo", ".tinode.kall.xx", ".tinode.kall.0,5", ".kall.tinode"})
    void shouldRefuseWhenMalformed(String key) {
        assertNull(ClearLocks.parse("glusterfs.clrlk" + key));
    }
}
