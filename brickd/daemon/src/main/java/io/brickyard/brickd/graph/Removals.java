package io.brickyard.brickd.graph;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.brickyard.posix.PosixStorage;
import io.brickyard.posix.locks.LockOutcome;
import io.brickyard.posix.locks.LockTable;
import io.brickyard.posix.locks.LockWaiter;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;

/**
 * UNLINK, RMDIR, and RENAME over a name wait until other clients have given up their inodelks on what is named, as on a
 * stock 10.3 brick: whoever removes, a healer too; only locks of healers hold nobody up. A removal that had to wait goes
 * on on a thread of its own kind, because it waits for the disk and who made room may be another client's connection.
 */
final class Removals {
    private static final int THREADS = 4;

    private final LockTable table;
    private final LockHolders holders;
    private final PosixStorage storage;
    private final ExecutorService late = Executors.newFixedThreadPool(THREADS,
            Thread.ofPlatform().daemon(true).name("removal-", 0).factory());

    Removals(LockTable table, LockHolders holders, PosixStorage storage) {
        this.table = table;
        this.holders = holders;
        this.storage = storage;
    }

    /** Winds a call that takes a name away to {@code below}, at once or when nobody's locks are in the way. */
    void wind(Call call, Gfid parent, String name, Translator below, Unwind up) {
        Gfid victim = storage.gfidAt(parent, name);
        if (victim.isNone()) {
            below.wind(call, up);
            return;
        }
        LockWaiter waiter = mayGoOn -> {
            if (mayGoOn) {
                late.execute(() -> remove(call, victim, below, up));
            } else {
                up.unwind(call.failure(Errno.ENOTCONN.code()));
            }
        };
        LockOutcome outcome = table.beginRemoval(victim, holders.name(call.session()), waiter);
        if (outcome == LockOutcome.GRANTED) {
            remove(call, victim, below, up);
        } else if (outcome == LockOutcome.GONE) {
            up.unwind(call.failure(Errno.ENOTCONN.code()));
        }
    }

    private void remove(Call call, Gfid victim, Translator below, Unwind up) {
        below.wind(call, reply -> {
            table.endRemoval(victim);
            up.unwind(reply);
        });
    }

    /** Waits for removals that run. */
    void stop() {
        late.close();
    }
}
