package io.brickyard.heal.run;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.replica.Answers;
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
 * Makes one block of a file on its sinks that of the source: a look without a lock, then what it needs under one. What all
 * have alike is not sent, but for a block here and there in a stretch of a file where all differs ({@link Comparison}); what
 * is zero on the source and was never written on a sink stays a hole.
 */
final class Block {
    /** Bricks open the file for each request. */
    static final long FD = WireFd.ANONYMOUS;
    private static final int SECTOR_BYTES = 512;
    private static final int PIECE_BYTES = ReplicaOptions.SMALL_BLOCK_BYTES;
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
    private final Comparison comparison = new Comparison();

    /** Of one file, as it was before sinks were cut or stretched. */
    Block(Healer healer, Inspection before, int source) {
        this.healer = healer;
        this.replica = healer.replica();
        this.gfid = before.gfid();
        this.source = source;
        this.before = before.stats();
        this.size = this.before[source].size();
        this.sparse = BlockCopy.isSparse(this.before[source]);
    }

    /**
     * What came of it.
     *
     * @param failed sinks that did not take it
     * @param errno of the first of them
     */
    record Copied(Bricks failed, int errno) {
        static final Copied DONE = new Copied(Bricks.NONE, 0);
    }

    /** What is to be done with a block. */
    enum Need {
        /** It is alike on all. */
        NOTHING,
        /** Its pieces are to be compared, and those that differ sent. */
        PIECES,
        /** It is to be sent. */
        ALL
    }

    /**
     * What a block needs, as a look tells that takes no lock, if a look is worth its time.
     *
     * <p>Without a lock one copy may be seen before some of the users' writes and the other after them. What is the same then
     * stays the same: writes come to all bricks in one order, and to make them once more on the copy that has them already
     * changes nothing; so the other copy, once it has them, is like it.
     */
    Need look(long offset, int bytes, Bricks sinks) throws NotHealedException {
        boolean comparable = replica.spec().options().checksums()
                && sinks.stream().anyMatch(i -> before[i].size() > offset);
        if (!comparable) {
            return Need.ALL;
        }
        return switch (comparison.next()) {
            case WHOLE -> compare(offset, bytes, sinks);
            case PIECES -> Need.PIECES;
            // What is sent without a look may fill a hole.
            case NONE -> sparse ? compare(offset, bytes, sinks) : Need.ALL;
        };
    }

    /** Whether more than one block at a time is worth a look: those before were alike, and no hole is to be filled. */
    boolean mayBeAlike(long offset, Bricks sinks) {
        return replica.spec().options().checksums() && !sparse && !isHoleToFill(sinks)
                && sinks.stream().allMatch(i -> before[i].size() > offset) && comparison.expectsAlike();
    }

    /** Whether some blocks are all alike, as a look tells that takes no lock; then nothing is left to do for them. */
    boolean isAlike(long offset, int bytes, Bricks sinks) throws NotHealedException {
        if (compare(offset, bytes, sinks) == Need.ALL) {
            return false;
        }
        healer.journal().copied(bytes, 0);
        return true;
    }

    private Need compare(long offset, int bytes, Bricks sinks) throws NotHealedException {
        long began = System.nanoTime();
        boolean alike = alike(offset, 1, bytes, sinks)[0];
        comparison.compared(System.nanoTime() - began, bytes);
        comparison.found(alike);
        return alike ? Need.NOTHING : Need.ALL;
    }

    /** Does what a block needs; whoever calls holds the lock on it, unless it needs nothing. */
    Copied copy(Need need, long offset, int bytes, Bricks sinks) throws NotHealedException {
        return switch (need) {
            case NOTHING -> {
                healer.journal().copied(Math.min(bytes, size - offset), 0);
                yield Copied.DONE;
            }
            case PIECES -> copyPieces(offset, bytes, sinks);
            case ALL -> sendTimed(offset, bytes, sinks);
        };
    }

    private Copied sendTimed(long offset, int bytes, Bricks sinks) throws NotHealedException {
        long began = System.nanoTime();
        Copied copied = send(offset, bytes, sinks);
        comparison.sent(System.nanoTime() - began, bytes);
        return copied;
    }

    private Copied copyPieces(long offset, int bytes, Bricks sinks) throws NotHealedException {
        int pieces = (int) Math.min(bytes / PIECE_BYTES, (size - offset + PIECE_BYTES - 1) / PIECE_BYTES);
        boolean[] alike = alike(offset, pieces, PIECE_BYTES, sinks);
        int same = 0;
        Copied copied = Copied.DONE;
        for (int i = 0; i < pieces;) {
            int end = i;
            while (end < pieces && alike[end] == alike[i]) {
                end++;
            }
            long at = offset + (long) i * PIECE_BYTES;
            if (alike[i]) {
                same += end - i;
                healer.journal().copied(Math.min((long) (end - i) * PIECE_BYTES, size - at), 0);
            } else if (copied.failed().isEmpty()) {
                copied = send(at, (end - i) * PIECE_BYTES, sinks);
            }
            i = end;
        }
        comparison.found(same == pieces);
        return copied;
    }

    private Copied send(long offset, int bytes, Bricks sinks) throws NotHealedException {
        ReadReply read = replica.askOne(source, new Read(gfid, FD, offset, within(offset, bytes), 0, Dict.NULL),
                ReadReply.class).needAll("READ").of(source);
        ByteBuffer data = read.payload();
        if (!data.hasRemaining()) {
            return Copied.DONE;
        }
        boolean last = offset + bytes >= size;
        Bricks needy = sparse && !last && isZero(data) ? sinks.filter(i -> before[i].size() > offset) : sinks;
        Answers<PrePostReply> written = replica.ask(needy,
                i -> new Write(gfid, FD, offset, data.remaining(), 0, Dict.NULL, data.duplicate()),
                PrePostReply.class);
        healer.journal().copied(data.remaining(), (long) data.remaining() * needy.count());
        Bricks failed = written.failed();
        return failed.isEmpty() ? Copied.DONE : new Copied(failed, written.errno(failed.lowest()));
    }

    /** Not beyond the end of the file: what is asked for counts where a rate is kept, there or not. */
    private int within(long offset, int bytes) {
        return (int) Math.min(bytes, size - offset);
    }

    private boolean[] alike(long offset, int pieces, int pieceBytes, Bricks sinks) throws NotHealedException {
        Dict wishes = Dict.builder().putInt(CHECK_ZEROS, 1).build();
        List<Answers<RchecksumReply>> all = replica.askEach(sinks.and(Bricks.of(source)), IntStream.range(0, pieces)
                .mapToObj(i -> offset + (long) i * pieceBytes)
                .map(at -> new Rchecksum(gfid, FD, at, within(at, pieceBytes), 0, wishes)).toList(),
                RchecksumReply.class);
        boolean[] alike = new boolean[pieces];
        for (int i = 0; i < pieces; i++) {
            alike[i] = isAlike(all.get(i).needAll("RCHECKSUM"), sinks);
        }
        return alike;
    }

    private boolean isAlike(Answers<RchecksumReply> sums, Bricks sinks) {
        RchecksumReply wanted = sums.of(source);
        int length = wanted.xdata().getLong(SHA, 0) != 0 ? SHA_BYTES : MD5_BYTES;
        boolean alike = sinks.stream().allMatch(i -> equal(wanted.strong(), sums.of(i).strong(), length));
        return alike && !(isHoleToFill(sinks) && wanted.xdata().getLong(IS_ZERO, 0) != 0);
    }

    /** Whether zeros of the source take up space that some sink may not have given them. */
    private boolean isHoleToFill(Bricks sinks) {
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
