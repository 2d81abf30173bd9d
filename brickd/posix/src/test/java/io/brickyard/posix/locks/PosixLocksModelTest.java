package io.brickyard.posix.locks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.brickyard.wire.type.LkOwner;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Random fcntl locking against a model that keeps one entry per byte and owner. */
class PosixLocksModelTest {
    private static final int BYTES = 24;
    private static final int OWNERS = 3;

    @Test
    void shouldAgreeWithAByteByByteModelWhenLockingAtRandom() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        PosixLocks locks = new PosixLocks();
        int[][] model = new int[OWNERS][BYTES];
        for (int step = 0; step < 4000; step++) {
            int who = random.nextInt(OWNERS);
            int first = random.nextInt(BYTES);
            int last = first + random.nextInt(BYTES - first);
            int type = random.nextInt(3);
            LockOwner owner = new LockOwner("c" + who, LkOwner.of(who + 1L));
            ByteRange range = new ByteRange(first, last);
            List<Runnable> after = new ArrayList<>();
            if (type == 0) {
                locks.unlock(range, owner, after);
                set(model[who], range, 0);
            } else {
                boolean fits = fits(model, who, range, type);
                LockOutcome outcome = locks.lock(new PosixLock(range, type == 2, owner, 1, 0), false, g -> {}, after);
                assertEquals(fits ? LockOutcome.GRANTED : LockOutcome.AGAIN, outcome, "seed " + seed + " step " + step);
                if (fits) {
                    set(model[who], range, type);
                }
            }
            assertSame(model, locks, "seed " + seed + " step " + step);
        }
    }

    private static void set(int[] bytes, ByteRange range, int type) {
        for (long i = range.first(); i <= range.last(); i++) {
            bytes[(int) i] = type;
        }
    }

    private static boolean fits(int[][] model, int who, ByteRange range, int type) {
        for (int other = 0; other < OWNERS; other++) {
            for (long i = range.first(); i <= range.last(); i++) {
                int held = model[other][(int) i];
                if (other != who && held != 0 && (held == 2 || type == 2)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void assertSame(int[][] model, PosixLocks locks, String where) {
        int runs = 0;
        int[][] seen = new int[OWNERS][BYTES];
        for (PosixLock lock : locks.held()) {
            set(seen[lock.owner().client().charAt(1) - '0'], lock.range(), lock.exclusive() ? 2 : 1);
        }
        for (int who = 0; who < OWNERS; who++) {
            for (int i = 0; i < BYTES; i++) {
                assertEquals(model[who][i], seen[who][i], where);
                runs += model[who][i] != 0 && (i == 0 || model[who][i - 1] != model[who][i]) ? 1 : 0;
            }
        }
        assertEquals(runs, locks.count(), where + ": as few locks as runs");
    }
}
