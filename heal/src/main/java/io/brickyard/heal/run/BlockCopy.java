package io.brickyard.heal.run;

import java.nio.ByteBuffer;
import java.util.Arrays;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.replica.Answers;
import io.brickyard.heal.replica.HealLock;
import io.brickyard.heal.replica.HealLock.Contest;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.replica.ReplicaOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Rchecksum;
import io.brickyard.wire.fop.RchecksumReply;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.type.WireFd;

/**
 * Copies a file's blocks to its sinks, each under a lock on that block alone, with an owner of its own. Blocks that all
 * have alike are not sent; what is zero on the source and was never written on a sink stays a hole.
 */
final class BlockCopy {
    /** Bricks open the file for each request. */
    static final long FD = WireFd.ANONYMOUS;
    /** Waits from here on are waited without the lock that keeps other healers away. */
    private static final long LONG_WAIT_NANOS = 2_000_000_000L;
    private static final int SECTOR_BYTES = 512;
    private static final String CHECK_ZEROS = "check-zero-filled";
    private static final String IS_ZERO = "buf-has-zeroes";
    private static final String SHA = "fips-mode-rchecksum";
    private static final int MD5_BYTES = 16;
    private static final int SHA_BYTES = 32;

    private final Healer healer;
    private final Replica replica;
    private final Gfid gfid;
    private final int source;
    private final Iatt[] before;
    private final long size;
    private final boolean sparse;
    private final int blockBytes;
    private final boolean mayHalt;
    private Bricks sinks;
    private Bricks failed = Bricks.NONE;
    private long next;
    private int firstErrno;

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
        this.before = before.stats();
        Iatt from = before.stats()[source];
        this.size = from.size();
        this.sparse = from.blocks() * SECTOR_BYTES < size;
        this.blockBytes = sparse ? ReplicaOptions.SMALL_BLOCK_BYTES : replica.spec().options().blockBytes();
    }

    /**
     * Copies, from where it is, until there is no sink left that takes it.
     *
     * @return false if it comes to a long wait before the end
     */
    boolean run() throws NotHealedException {
        while (next < size && !sinks.isEmpty()) {
            if (mayHalt && next > 0 && healer.pace().restNanos() >= LONG_WAIT_NANOS) {
                return false;
            }
            healer.pause();
            long offset = next;
            try (HealLock _ = HealLock.range(replica, gfid, replica.spec().name(), offset, blockBytes,
                    sinks.and(Bricks.of(source)), Contest.WAIT)) {
                block(offset);
            }
            next += blockBytes;
        }
        if (sinks.isEmpty() && !failed.isEmpty()) {
            throw NotHealedException.of(firstErrno, "WRITE");
        }
        return true;
    }

    /** Sinks that took everything so far. */
    Bricks sinks() {
        return sinks;
    }

    /** Sinks that did not. */
    Bricks failed() {
        return failed;
    }

    /** The first error of a sink that did not take a block; 0 if all did. */
    int firstErrno() {
        return firstErrno;
    }

    private void block(long offset) throws NotHealedException {
        boolean compared = replica.spec().options().checksums()
                && sinks.stream().anyMatch(i -> before[i].size() > offset);
        if (compared && isAlike(offset)) {
            healer.journal().copied(Math.min(blockBytes, size - offset), 0);
            return;
        }
        ReadReply read = replica.askOne(source, new Read(gfid, FD, offset, blockBytes, 0, Dict.NULL), ReadReply.class)
                .needAll("READ").of(source);
        ByteBuffer data = read.payload();
        if (!data.hasRemaining()) {
            return;
        }
        boolean last = offset + blockBytes >= size;
        Bricks needy = sparse && !last && isZero(data) ? sinks.filter(i -> before[i].size() > offset) : sinks;
        Answers<PrePostReply> written = replica.ask(needy,
                i -> new Write(gfid, FD, offset, data.remaining(), 0, Dict.NULL, data.duplicate()),
                PrePostReply.class);
        if (!written.failed().isEmpty()) {
            firstErrno = written.errno(written.failed().lowest());
            failed = failed.and(written.failed());
            sinks = sinks.minus(written.failed());
        }
        healer.journal().copied(data.remaining(), (long) data.remaining() * needy.count());
    }

    private boolean isAlike(long offset) throws NotHealedException {
        Bricks all = sinks.and(Bricks.of(source));
        Dict wishes = Dict.builder().putInt(CHECK_ZEROS, 1).build();
        Answers<RchecksumReply> sums = replica.ask(all, new Rchecksum(gfid, FD, offset, blockBytes, 0, wishes),
                RchecksumReply.class).needAll("RCHECKSUM");
        RchecksumReply wanted = sums.of(source);
        int length = wanted.xdata().getLong(SHA, 0) != 0 ? SHA_BYTES : MD5_BYTES;
        boolean alike = sinks.stream().allMatch(i -> equal(wanted.strong(), sums.of(i).strong(), length));
        return alike && !(isHoleToFill() && wanted.xdata().getLong(IS_ZERO, 0) != 0);
    }

    /** Whether zeros of the source take up space that some sink may not have given them. */
    private boolean isHoleToFill() {
        return !sparse && sinks.stream().anyMatch(i -> before[i].size() < size
                || before[i].blocks() * SECTOR_BYTES < before[i].size());
    }

    private static boolean equal(byte[] one, byte[] other, int length) {
        return one.length >= length && other.length >= length
                && Arrays.equals(one, 0, length, other, 0, length);
    }

    private static boolean isZero(ByteBuffer data) {
        for (int i = data.position(); i < data.limit(); i++) {
            if (data.get(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
