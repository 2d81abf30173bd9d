package io.brickyard.heal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.replica.HealLock;
import io.brickyard.heal.replica.HealLock.Contest;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.replica.ReplicaOptions;
import io.brickyard.heal.run.Block.Need;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/**
 * Copies a file's blocks to its sinks, several at a time, each that seems to differ under a lock on that block alone, with an
 * owner of its own: users get their turn after each. No block waits for another's lock. Where somebody else wants the file,
 * blocks are copied one at a time for a while.
 */
final class BlockCopy {
    /** Waits from here on are waited without the lock that keeps other healers away. */
    private static final long LONG_WAIT_NANOS = 2_000_000_000L;
    /** For so many blocks the copy goes one at a time after somebody else was met. */
    private static final int CAUTIOUS_BLOCKS = 64;
    private static final int SECTOR_BYTES = 512;
    /**
     * So many blocks are compared by one request while all are alike: a brick has nothing to do from its answer to the next
     * request of a healer.
     */
    private static final int STRETCH_BLOCKS = 4;

    private final Healer healer;
    private final Replica replica;
    private final Gfid gfid;
    private final int source;
    private final long size;
    private final int blockBytes;
    private final Block block;
    private final boolean mayHalt;
    // All below is guarded by this.
    private Bricks sinks;
    private Bricks failed = Bricks.NONE;
    private long begin;
    private long next;
    private long cautiousUntil;
    private boolean halted;
    private int firstErrno;
    private Optional<NotHealedException> trouble = Optional.empty();

    /**
     * For one file.
     *
     * @param before as found under the lock on the whole file, before sinks were cut or stretched
     * @param mayHalt whether to end where a long wait begins
     */
    BlockCopy(Healer healer, Inspection before, int source, Bricks sinks, boolean mayHalt) {
        this.healer = healer;
        this.replica = healer.replica();
        this.gfid = before.gfid();
        this.source = source;
        this.sinks = sinks;
        this.mayHalt = mayHalt;
        this.block = new Block(healer, before, source);
        this.size = before.stats()[source].size();
        this.blockBytes = blockBytes(replica, before.stats()[source]);
    }

    /** Whether a file has blocks that take no space. */
    static boolean isSparse(Iatt stat) {
        return stat.blocks() * SECTOR_BYTES < stat.size();
    }

    /** How much of a file is copied under one lock. */
    static int blockBytes(Replica replica, Iatt source) {
        return isSparse(source) ? ReplicaOptions.SMALL_BLOCK_BYTES : replica.spec().options().blockBytes();
    }

    /**
     * Copies, from where it is, until there is no sink left that takes it.
     *
     * @return false if it comes to a long wait before the end
     */
    boolean run() throws NotHealedException {
        synchronized (this) {
            // Some of it gets done each time.
            begin = next;
            halted = false;
        }
        healer.journal().toGo(rest());
        try {
            do {
                pass();
            } while (isUnhinderedAgain());
        } finally {
            healer.journal().toGo(-rest());
        }
        synchronized (this) {
            if (trouble.isPresent()) {
                throw trouble.get();
            }
            if (sinks.isEmpty() && !failed.isEmpty()) {
                throw NotHealedException.of(firstErrno, "WRITE");
            }
            // An arbiter alone takes no content at all.
            return next >= size || sinks.isEmpty();
        }
    }

    private synchronized long rest() {
        return Math.max(0, size - next);
    }

    private void pass() {
        List<Thread> lanes = new ArrayList<>();
        while (mayWiden(lanes.size()) && healer.lanes().tryAcquire()) {
            lanes.add(Thread.ofVirtual().name("heal lane " + lanes.size()).start(() -> {
                try {
                    lane(false);
                } finally {
                    healer.lanes().release();
                }
            }));
        }
        lane(true);
        Workers.join(lanes);
    }

    /** Whether a pass ended only to go on with more lanes, after a while of caution. */
    private synchronized boolean isUnhinderedAgain() {
        return !isOver();
    }

    private synchronized boolean mayWiden(int lanes) {
        return next >= cautiousUntil && lanes < healer.mostLanes() - 1 && next + (lanes + 1L) * blockBytes < size;
    }

    /** Copies blocks until there are none left for this lane. */
    private void lane(boolean first) {
        try {
            for (Stretch taken = take(first); taken.blocks > 0; taken = take(first)) {
                copy(taken);
            }
        } catch (NotHealedException e) {
            end(e);
        } catch (RuntimeException e) {
            end(new NotHealedException(Reason.ERROR, "internal error: " + e));
        }
    }

    /** Blocks that one lane takes at a time. */
    private record Stretch(long offset, int blocks) {
        static final Stretch NONE = new Stretch(0, 0);
    }

    /**
     * The next block or blocks; none if there are none. Lanes but the first end where caution is needed, the first when it no
     * longer is, and all once one failed.
     */
    private Stretch take(boolean first) throws NotHealedException {
        synchronized (this) {
            halted |= mayHalt && next > begin && healer.pace().restNanos() >= LONG_WAIT_NANOS;
            if (isOver() || (!first && next < cautiousUntil)) {
                return Stretch.NONE;
            }
            if (first && cautiousUntil > 0 && next >= cautiousUntil) {
                cautiousUntil = 0;
                return Stretch.NONE;
            }
        }
        healer.pause();
        synchronized (this) {
            if (isOver()) {
                return Stretch.NONE;
            }
            Stretch taken = new Stretch(next, mayStretch() ? STRETCH_BLOCKS : 1);
            next += (long) taken.blocks * blockBytes;
            return taken;
        }
    }

    private boolean isOver() {
        return halted || trouble.isPresent() || sinks.isEmpty() || next >= size;
    }

    /** A rate or a wish for users' sake is kept block by block. */
    private boolean mayStretch() {
        return next >= cautiousUntil && next + (long) STRETCH_BLOCKS * blockBytes <= size && !healer.pace().slows()
                && block.mayBeAlike(next, sinks);
    }

    private void copy(Stretch taken) throws NotHealedException {
        if (taken.blocks > 1 && block.isAlike(taken.offset, taken.blocks * blockBytes, sinks())) {
            return;
        }
        for (int i = 0; i < taken.blocks; i++) {
            copy(taken.offset + (long) i * blockBytes);
        }
    }

    private void copy(long offset) throws NotHealedException {
        Bricks to = sinks();
        Need need = block.look(offset, blockBytes, to);
        Block.Copied copied;
        if (need == Need.NOTHING) {
            block.copy(need, offset, blockBytes, to);
            return;
        }
        try (HealLock lock = HealLock.range(replica, gfid, replica.spec().name(), offset, blockBytes,
                to.and(Bricks.of(source)), Contest.WAIT)) {
            if (lock.wasContended()) {
                caution();
            }
            copied = block.copy(need, offset, blockBytes, to);
        }
        synchronized (this) {
            if (!copied.failed().isEmpty() && firstErrno == 0) {
                firstErrno = copied.errno();
            }
            failed = failed.and(copied.failed());
            sinks = sinks.minus(copied.failed());
        }
    }

    /** Copies the whole of a file of one block, while the caller holds the lock on the file. */
    void only() throws NotHealedException {
        healer.journal().toGo(size);
        Bricks to = sinks();
        Block.Copied copied = block.copy(block.look(0, blockBytes, to), 0, blockBytes, to);
        synchronized (this) {
            firstErrno = copied.errno();
            failed = copied.failed();
            sinks = sinks.minus(failed);
            next = size;
        }
    }

    private synchronized void caution() {
        cautiousUntil = next + (long) CAUTIOUS_BLOCKS * blockBytes;
    }

    private synchronized void end(NotHealedException e) {
        if (trouble.isEmpty()) {
            trouble = Optional.of(e);
        }
    }

    /** Sinks that took everything so far. */
    synchronized Bricks sinks() {
        return sinks;
    }

    /** Sinks that did not. */
    synchronized Bricks failed() {
        return failed;
    }

    /** The first error of a sink that did not take a block; 0 if all did. */
    synchronized int firstErrno() {
        return firstErrno;
    }
}
